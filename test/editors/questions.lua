-- What a test asks of Neovim; the answers go to $PLANWRIGHT_ANSWERS.
local patience = tonumber(vim.env.PLANWRIGHT_PATIENCE or "60000")
local folder = vim.env.PLANWRIGHT_FOLDER
local told = {}
vim.o.hidden = true

local function open(name)
  vim.cmd("edit " .. vim.fn.fnameescape(folder .. "/" .. name))
  return vim.api.nvim_get_current_buf()
end

local function place(text, further)
  for i, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local at = line:find(text, 1, true)
    if at then
      vim.api.nvim_win_set_cursor(0, { i, at - 1 + further })
      return
    end
  end
  error(text .. " is not there")
end

local function ask(method, more)
  local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(), more or {})
  local answers = vim.lsp.buf_request_sync(0, method, params, patience) or {}
  for _, answer in pairs(answers) do
    return answer.result
  end
end

local function name(uri)
  return vim.fn.fnamemodify(vim.uri_to_fname(uri), ":t")
end

local questions = {
  diagnostics = function()
    local buffer = open("wrong/wrong.plan")
    vim.wait(patience, function()
      return #vim.diagnostic.get(buffer) > 0
    end, 20)
    return vim.tbl_map(function(one)
      return { line = one.lnum + 1, message = one.message, source = one.source }
    end, vim.diagnostic.get(buffer))
  end,

  completion = function()
    open("vision/examples.plan")
    place("plan option_1", 5)
    local answer = ask("textDocument/completion")
    return vim.tbl_map(function(item)
      return item.label
    end, answer and (answer.items or answer) or {})
  end,

  definition = function()
    open("vision/examples.plan")
    place("option_1", 2)
    local answer = ask("textDocument/definition")
    local first = answer and (answer[1] or answer)
    local range = first and (first.targetSelectionRange or first.range)
    return first and { name(first.targetUri or first.uri), range.start.line + 1 }
  end,

  rename = function()
    open("vision/vision.plan")
    place("option_1", 2)
    local edit = ask("textDocument/rename", { newName = "basic" })
    if not edit then return nil end
    vim.lsp.util.apply_workspace_edit(edit, "utf-16")
    vim.cmd("wall")
    return vim.fn.readfile(folder .. "/vision/examples.plan", "", 2)
  end,

  formatting = function()
    open("vision/vision.plan")
    place("currency", 0)
    local line = vim.api.nvim_win_get_cursor(0)[1]
    vim.api.nvim_buf_set_lines(0, line - 1, line, false, { "  currency  USD" })
    if vim.lsp.buf.formatting_sync then
      vim.lsp.buf.formatting_sync(nil, patience)
    else
      vim.lsp.buf.format({ timeout_ms = patience })
    end
    vim.cmd("write")
    return vim.api.nvim_buf_get_lines(0, line - 1, line, false)[1]
  end,
}

for _, question in ipairs({ "diagnostics", "completion", "definition", "formatting", "rename" }) do
  local ok, answer = pcall(questions[question])
  told[question] = ok and { answer = answer } or { error = tostring(answer) }
end
vim.fn.writefile({ vim.json.encode(told) }, vim.env.PLANWRIGHT_ANSWERS)
vim.cmd("qall!")
