;;; -*- lexical-binding: t -*-
;; What a test asks of Emacs; the answers go to $PLANWRIGHT_ANSWERS.
(require 'cl-lib)
(require 'json)
(require 'eglot)
(require 'flymake)

(defvar patience (/ (string-to-number (or (getenv "PLANWRIGHT_PATIENCE") "60000")) 1000.0))
(defvar folder (file-name-as-directory (getenv "PLANWRIGHT_FOLDER")))
(defvar told nil)

(defun open (name)
  "Shows a file, and waits for the server."
  (find-file (concat folder name))
  (unless (eglot-current-server)
    (run-hooks 'post-command-hook)
    (until (lambda () (eglot-current-server))))
  (eglot--signal-textDocument/didChange))

(defun until (is-so)
  (let ((end (+ (float-time) patience)))
    (while (and (not (funcall is-so)) (< (float-time) end))
      (accept-process-output nil 0.05))))

(defun place (text further)
  (goto-char (point-min))
  (search-forward text)
  (goto-char (+ (match-beginning 0) further)))

(defun answer (name ask)
  (let ((got (condition-case thrown
                 (list (cons 'answer (funcall ask)))
               (error (list (cons 'error (error-message-string thrown)))))))
    (push (cons name got) told)))

(answer 'diagnostics
        (lambda ()
          (open "wrong/wrong.plan")
          (flymake-mode 1)
          (until (lambda () (flymake-start) (flymake-diagnostics)))
          (vconcat (mapcar (lambda (one)
                             `((line . ,(line-number-at-pos (flymake-diagnostic-beg one)))
                               (message . ,(flymake-diagnostic-text one))))
                           (flymake-diagnostics)))))

(answer 'completion
        (lambda ()
          (open "vision/examples.plan")
          (place "plan option_1" 5)
          (let ((found (eglot-completion-at-point)))
            (vconcat (mapcar #'substring-no-properties (all-completions "" (nth 2 found)))))))

(answer 'definition
        (lambda ()
          (open "vision/examples.plan")
          (place "option_1" 2)
          (let* ((found (car (xref-backend-definitions 'eglot "LSP identifier at point.")))
                 (where (and found (xref-item-location found))))
            (and where
                 (vector (file-name-nondirectory (xref-location-group where)) (xref-location-line where))))))

(answer 'formatting
        (lambda ()
          (open "vision/vision.plan")
          (place "currency" 8)
          (just-one-space)
          (eglot-format-buffer)
          (place "currency" 0)
          (buffer-substring-no-properties (line-beginning-position) (line-end-position))))

(answer 'rename
        (lambda ()
          (open "vision/vision.plan")
          (place "option_1" 2)
          (let ((eglot-confirm-server-initiated-edits nil))
            (eglot-rename "basic"))
          (save-some-buffers t)
          (with-temp-buffer
            (insert-file-contents (concat folder "vision/examples.plan"))
            (vconcat (seq-take (split-string (buffer-string) "\n") 2)))))

(with-temp-file (getenv "PLANWRIGHT_ANSWERS") (insert (json-encode told)))
(kill-emacs 0)
