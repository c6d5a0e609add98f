import { expect, it } from 'vitest';
import { FakeConnection } from './fakeConnection.ts';

it('keeps what is sent, until it is cut or closed', () => {
  const received: unknown[] = [];
  const connection = new FakeConnection((message) => received.push(message));
  connection.send('["pong"]');
  connection.cut();
  connection.send('["pong"]');
  expect(connection.messages).toEqual([['pong']]);
  expect(received).toEqual([['pong']]);
});

it('is closed once, and says so unless it was cut before', () => {
  const closed: unknown[] = [];
  const connection = new FakeConnection(
    () => {},
    (code, reason) => closed.push([code, reason]),
  );
  connection.close(4014, 'One.');
  connection.close(1000, 'Two.');
  connection.send('["pong"]');
  expect(connection.messages).toEqual([]);
  expect(connection.closed).toEqual({ code: 4014, reason: 'One.' });
  const cut = new FakeConnection(
    () => {},
    () => closed.push('cut'),
  );
  cut.cut();
  cut.close(1000, 'Three.');
  expect(closed).toEqual([[4014, 'One.']]);
});

it('holds bytes back where it is stalled', () => {
  const connection = new FakeConnection();
  connection.stall(5);
  expect(connection.bufferedBytes).toBe(5);
  connection.drain();
  expect(connection.bufferedBytes).toBe(0);
});
