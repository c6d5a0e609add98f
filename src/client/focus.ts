/** Runs `work` and gives the element that had the focus before it back: some browsers lose it where a node is moved. */
export function keepFocus(work: () => void): void {
  const active = document.activeElement as HTMLInputElement | null;
  const { selectionStart, selectionEnd, selectionDirection } = active ?? {};
  work();
  if (!active?.isConnected || active === document.activeElement || document.activeElement !== document.body) return;
  active.focus({ preventScroll: true });
  if (typeof selectionStart !== 'number') return;
  active.setSelectionRange(selectionStart, selectionEnd!, selectionDirection ?? 'none');
}
