/**
 * Runs `work` and gives the element that had the focus before it back, which some browsers take where a node is moved, and
 * the same characters of it are chosen.
 */
export function keepFocus(work: () => void): void {
  const active = document.activeElement as HTMLInputElement | null;
  const { selectionStart, selectionEnd } = active ?? {};
  work();
  if (document.activeElement === document.body) active?.focus({ preventScroll: true });
  if (active?.selectionStart !== selectionStart) active!.setSelectionRange(selectionStart!, selectionEnd!);
}
