/** Amounts of lines in whole cents, column by column. */
export class Amounts {
  charge: Float64Array;
  allowed: Float64Array;
  deductible: Float64Array;
  copay: Float64Array;
  coinsurance: Float64Array;
  overLimit: Float64Array;
  notCovered: Float64Array;
  otherPaid: Float64Array;
  writtenOff: Float64Array;
  balanceBill: Float64Array;
  planPays: Float64Array;

  constructor(private size: number) {
    this.charge = new Float64Array(size);
    this.allowed = new Float64Array(size);
    this.deductible = new Float64Array(size);
    this.copay = new Float64Array(size);
    this.coinsurance = new Float64Array(size);
    this.overLimit = new Float64Array(size);
    this.notCovered = new Float64Array(size);
    this.otherPaid = new Float64Array(size);
    this.writtenOff = new Float64Array(size);
    this.balanceBill = new Float64Array(size);
    this.planPays = new Float64Array(size);
  }

  get columns(): readonly Float64Array[] {
    return [
      this.charge,
      this.allowed,
      this.deductible,
      this.copay,
      this.coinsurance,
      this.overLimit,
      this.notCovered,
      this.otherPaid,
      this.writtenOff,
      this.balanceBill,
      this.planPays,
    ];
  }

  /** Makes room for so many lines. */
  reserve(lines: number): void {
    if (lines <= this.size) return;
    this.size = Math.max(lines, this.size * 2);
    const grown = (column: Float64Array): Float64Array => {
      const larger = new Float64Array(this.size);
      larger.set(column);
      return larger;
    };
    this.charge = grown(this.charge);
    this.allowed = grown(this.allowed);
    this.deductible = grown(this.deductible);
    this.copay = grown(this.copay);
    this.coinsurance = grown(this.coinsurance);
    this.overLimit = grown(this.overLimit);
    this.notCovered = grown(this.notCovered);
    this.otherPaid = grown(this.otherPaid);
    this.writtenOff = grown(this.writtenOff);
    this.balanceBill = grown(this.balanceBill);
    this.planPays = grown(this.planPays);
  }

  /** A line that takes another back has its amounts below zero. */
  takeBack(row: number, from: number): void {
    for (const column of this.columns) column[row] = 0 - (column[from] ?? 0);
  }
}
