/** Runs `work` and gives the element that had the focus before it back: some browsers lose it where a node is moved. */
export function keepFocus(work: () => void): void {
  const active = document.activeElement as HTMLInputElement | null;
  keepCaret(active, () => {
    work();
    if (document.activeElement === document.body) active?.focus({ preventScroll: true });
  });
}

/** Runs `work` and chooses the same characters of a field again, if it has the focus. */
export function keepCaret(field: HTMLInputElement | HTMLTextAreaElement | null, work: () => void): void {
  const { selectionStart, selectionEnd, selectionDirection } = field ?? {};
  work();
  if (field !== document.activeElement || typeof selectionStart !== 'number') return;
  if (selectionStart === field!.selectionStart && selectionEnd === field!.selectionEnd) return;
  field!.setSelectionRange(selectionStart, selectionEnd!, selectionDirection!);
}
