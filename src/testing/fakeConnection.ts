import type { Connection } from '../live/session.ts';
import type { ServerMessage } from '../protocol.ts';

/** A browser's end of the wire without a wire: it keeps what the server sends. */
export class FakeConnection implements Connection {
  /** What has arrived, in order. */
  readonly messages: ServerMessage[] = [];
  /** What the server has closed it with. */
  closed: { readonly code: number; readonly reason: string } | null = null;
  bufferedBytes = 0;
  /** Whether nothing comes through any more. */
  isCut = false;
  readonly #receive: (message: ServerMessage) => void;
  readonly #onClose: (code: number, reason: string) => void;

  constructor(
    receive: (message: ServerMessage) => void = () => {},
    onClose: (code: number, reason: string) => void = () => {},
  ) {
    this.#receive = receive;
    this.#onClose = onClose;
  }

  /** Called by the session. */
  send(text: string): void {
    if (this.isCut || this.closed) return;
    const message = JSON.parse(text) as ServerMessage;
    this.messages.push(message);
    this.#receive(message);
  }

  /** Called by the session. */
  close(code: number, reason: string): void {
    if (this.closed) return;
    this.closed = { code, reason };
    if (!this.isCut) this.#onClose(code, reason);
  }

  /** What the server sends is lost from now on, and the server does not know it yet. */
  cut(): void {
    this.isCut = true;
  }

  /** The browser does not read: so many bytes wait on their way to it. */
  stall(bytes = Number.POSITIVE_INFINITY): void {
    this.bufferedBytes = bytes;
  }

  /** The browser has read all that waited. The server looks again in a while. */
  drain(): void {
    this.bufferedBytes = 0;
  }
}
