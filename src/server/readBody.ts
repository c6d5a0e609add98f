import { LivegraftError } from '../errors.ts';

/** The request with a body that is read already, and no larger than allowed. Throws LG5005 and LG5008. */
export async function withLimitedBody(request: Request, maxBytes: number): Promise<Request> {
  const { url, method, headers } = request;
  if (!request.body || method === 'TRACE') return request; // no Request can be made with TRACE
  return new Request(url, { method, headers, body: await readBody(request.body, maxBytes) });
}

async function readBody(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const iterator = (body as unknown as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  const next = () => iterator.next().catch((error: unknown) => Promise.reject(bodyCutOff(error)));
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Not "for await": leaving it would cut the connection before the answer is sent.
  for (let chunk = await next(); !chunk.done; chunk = await next()) {
    size += chunk.value.byteLength;
    if (size > maxBytes) {
      void discard(iterator);
      throw bodyTooLarge(maxBytes);
    }
    chunks.push(chunk.value);
  }
  return Buffer.concat(chunks);
}

/** Reads what is still sent, so that the sender gets to its answer; the server's request timeout ends it. */
async function discard(iterator: AsyncIterator<Uint8Array>): Promise<void> {
  try {
    while (!(await iterator.next()).done);
  } catch {
    // the sender is gone
  }
}

function bodyTooLarge(maxBytes: number): LivegraftError {
  return new LivegraftError({
    code: 'LG5005',
    message: `The request's body is larger than ${Math.floor(maxBytes / 1024)} KB.`,
    status: 413,
  });
}

function bodyCutOff(cause: unknown): LivegraftError {
  return new LivegraftError({
    code: 'LG5008',
    message: 'The request ended before its body did.',
    cause,
    status: 400,
  });
}
