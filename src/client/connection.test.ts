import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../integration-tests/client/support/fakeClock.ts';
import { CloseCode, type Frame, type Joined } from '../protocol.ts';
import { type Connection, type ConnectionOwner, createConnection, type Socket, type Status } from './connection.ts';

/** A socket that a test speaks through. */
class FakeSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onclose: ((event: { readonly code: number }) => void) | null = null;
  readonly sent: unknown[] = [];
  closedWith: number | undefined | null = null;

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(code?: number): void {
    this.closedWith = code;
  }

  receive(...message: unknown[]): void {
    this.onmessage!({ data: JSON.stringify(message) });
  }

  join(kind: Joined['kind'], rest: Partial<Joined> = {}): void {
    this.onopen!();
    this.receive('joined', { kind, key: 'key', sequence: 0, taken: 0, answered: 0, title: '', timings: {}, ...rest });
  }
}

let clock: FakeClock;
let sockets: FakeSocket[];
let statuses: Status[];
let log: unknown[];
let isRight: boolean;
let connection: Connection;

const owner: ConnectionOwner = {
  describe: () => ({ url: '/', hash: 7 }),
  joined: (joined, done, isNew) => log.push(['joined', joined.kind, done.map(({ id }) => id), isNew]),
  frame(frame, done, isStale) {
    log.push(['frame', frame, done.map(({ id }) => id), isStale]);
    return isRight;
  },
  lost: (gone) => gone.length > 0 && log.push(['lost', gone.map(({ body }) => body[1])]),
  status: (status) => statuses.push(status),
  problems: (text) => log.push(['problems', text]),
};

const socket = () => sockets.at(-1)!;

function send(name: string): void {
  connection.send(['event', name, {}]);
}

beforeEach(() => {
  clock = new FakeClock();
  sockets = [];
  statuses = [];
  log = [];
  isRight = true;
  const openSocket = () => {
    sockets.push(new FakeSocket());
    return socket();
  };
  const { setTimeout, clearTimeout } = clock;
  connection = createConnection({ key: 'first', token: 'token', client: 'client' }, owner, {
    ...{ openSocket, setTimeout, clearTimeout },
    random: () => 0.5,
  });
  connection.connect();
});

describe('a connection', () => {
  it('joins when its socket is open, and is live when it is answered', () => {
    expect(statuses).toEqual(['connecting']);
    socket().join('adopted');
    const request = { key: 'first', token: 'token', client: 'client', url: '/', hash: 7, seen: 0 };
    expect(socket().sent).toEqual([['join', request]]);
    expect([statuses, log]).toEqual([['connecting', 'live'], [['joined', 'adopted', [], false]]]);
  });

  it('says with each message which frame was seen, and applies no frame twice', () => {
    socket().join('adopted');
    socket().receive('frame', 1, { title: 'a' });
    socket().receive('frame', 1, { title: 'a' });
    send('click');
    expect(log.slice(1)).toEqual([['frame', { title: 'a' }, [], false]]);
    expect(socket().sent.at(-1)).toEqual(['event', 1, 1, 'click', {}]);
  });

  it('tries again: at once at first, then ever later, up to fifteen seconds', () => {
    const delays: number[] = [];
    for (let attempt = 0; attempt < 9; attempt += 1) {
      socket().onclose!({ code: 1006 });
      delays.push(clock.next());
      clock.run(delays.at(-1)!);
    }
    expect(delays).toEqual([125, 250, 500, 1000, 2000, 4000, 7500, 7500, 7500]);
    expect(sockets).toHaveLength(10);
    expect(statuses).toEqual(['connecting', 'offline']);
  });

  it('begins anew with its delays after a ping was answered, not before', () => {
    socket().join('adopted');
    socket().onclose!({ code: 1006 });
    clock.run(125);
    socket().join('resumed');
    socket().onclose!({ code: 1006 });
    expect(clock.next()).toBe(250);
    clock.run(250);
    socket().join('resumed');
    socket().receive('pong');
    socket().onclose!({ code: 1006 });
    expect(clock.next()).toBe(125);
  });

  it('tries at once when the network or the person is back', () => {
    socket().onclose!({ code: 1006 });
    connection.hurry();
    connection.hurry();
    expect(sockets).toHaveLength(2);
    clock.run(15_000);
    expect(sockets).toHaveLength(2 + 1);
  });

  it('asks for a sign of life, and takes silence for the end', () => {
    socket().join('adopted');
    const first = socket();
    clock.run(25_000);
    expect(first.sent.at(-1)).toEqual(['ping', 0]);
    first.receive('pong');
    clock.run(25_000 + 9_999);
    expect([first.sent.length, first.closedWith]).toEqual([3, null]);
    clock.run(1);
    expect(first.closedWith).toBe(undefined);
    expect(statuses.at(-1)).toBe('offline');
    expect(first.onmessage).toBe(null);
  });

  it('gives a join up that is not answered', () => {
    clock.run(10_000);
    expect([socket().closedWith, statuses.at(-1)]).toEqual([undefined, 'offline']);
  });

  it('sends again what was not taken, once and in order', () => {
    socket().join('adopted');
    for (const name of ['a', 'b', 'c']) send(name);
    socket().receive('frame', 1, { answered: 1 });
    socket().onclose!({ code: 1006 });
    send('d');
    clock.run(125);
    socket().join('resumed', { key: 'next', sequence: 2, taken: 3, answered: 2 });
    expect(socket().sent).toEqual([
      ['join', { key: 'key', token: 'token', client: 'client', url: '/', hash: 7, seen: 1 }],
      ['event', 4, 2, 'd', {}],
    ]);
    expect(log.slice(1)).toEqual([
      ['frame', { answered: 1 }, [1], false],
      ['joined', 'resumed', [2], false],
    ]);
    socket().receive('frame', 3, { answered: 4 });
    expect(log.at(-1)).toEqual(['frame', { answered: 4 }, [3, 4], false]);
  });

  it('says what is lost with a session, but keeps what a person did before the page was live', () => {
    send('early');
    socket().join('mounted');
    expect(socket().sent.at(-1)).toEqual(['event', 1, 0, 'early', {}]);
    socket().onclose!({ code: 1006 });
    send('late');
    clock.run(125);
    socket().join('mounted');
    expect(log.slice(1)).toEqual([
      ['lost', ['early', 'late']],
      ['joined', 'mounted', [], true],
    ]);
    expect(socket().sent).toHaveLength(1);
  });

  it('keeps a hundred events while it is away, and refuses more', () => {
    for (let count = 0; count < 101; count += 1) send(`event ${count}`);
    expect(log).toEqual([['lost', ['event 100']]]);
  });

  it('asks for the whole when patches do not fit, and applies none until it has come', () => {
    socket().join('adopted');
    isRight = false;
    socket().receive('frame', 1, {});
    isRight = true;
    socket().receive('frame', 2, {});
    expect(socket().sent.slice(1)).toEqual([['resync', 1]]);
    socket().receive('frame', 3, { tree: ['main'] });
    socket().receive('frame', 4, {});
    expect(log.slice(1).map((entry) => (entry as unknown[])[3])).toEqual([false, true, false, false]);
  });

  it('asks for the whole again after a cut', () => {
    socket().join('adopted');
    isRight = false;
    socket().receive('frame', 1, { patches: [] } satisfies Frame);
    isRight = true;
    expect(socket().sent.slice(1)).toEqual([['resync', 1]]);
    socket().onclose!({ code: 1006 });
    clock.run(125);
    socket().join('resumed', { sequence: 1 });
    expect(socket().sent.slice(1)).toEqual([['resync', 1]]);
  });

  it.each(['Forbidden', 'NotFound', 'Unacceptable'] as const)('%s ends it', (name) => {
    socket().join('adopted');
    send('a');
    socket().onclose!({ code: CloseCode[name] });
    send('b');
    connection.hurry();
    clock.run(60_000);
    expect([sockets.length, statuses.at(-1)]).toEqual([1, 'closed']);
    expect(log.slice(1)).toEqual([
      ['lost', ['a']],
      ['lost', ['b']],
    ]);
  });

  it.each([
    ['Away', 125],
    ['Silent', 125],
    ['Replaced', 125],
    ['SessionOver', 125],
    ['QueueFull', 125],
    ['SlowReader', 125],
    ['Flood', 7_500],
    ['Busy', 7_500],
  ] as const)('after %s it joins with its key in %i ms', (name, delay) => {
    socket().join('adopted');
    socket().onclose!({ code: CloseCode[name] });
    expect(clock.next()).toBe(delay);
    clock.run(delay);
    socket().onopen!();
    expect(socket().sent[0]).toMatchObject(['join', { key: 'key' }]);
  });

  it('waits as long as a server that goes away says, whatever else happens', () => {
    socket().join('adopted');
    socket().receive('away', 3_000);
    socket().onclose!({ code: CloseCode.Away });
    connection.hurry();
    expect(clock.next()).toBe(4_500);
    clock.run(4_500);
    expect(sockets).toHaveLength(2);
  });

  it('gives up, with an error in the console, on what it cannot read', () => {
    const errors: unknown[] = [];
    const { error } = console;
    console.error = (thrown) => errors.push(thrown);
    socket().join('adopted');
    socket().onmessage!({ data: '{' });
    console.error = error;
    expect([statuses.at(-1), socket().closedWith, errors.length]).toEqual(['closed', 1000, 1]);
  });

  it('is left and comes back', () => {
    socket().join('adopted');
    connection.disconnect();
    expect([socket().closedWith, statuses.at(-1)]).toEqual([1000, 'idle']);
    clock.run(60_000);
    connection.connect();
    socket().onopen!();
    expect([sockets.length, socket().sent]).toMatchObject([2, [['join', { key: 'key' }]]]);
  });
});
