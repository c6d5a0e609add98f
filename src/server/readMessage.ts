import type { ClientMessage, EventMessage, FormState, JoinRequest } from '../protocol.ts';

/** Levels of lists and objects in an event's parameters. */
const maxDepth = 16;
const longestUrl = 8_192;

/**
 * A message as a browser has sent it, or null for whatever is none of `ClientMessage`. Parameters are plain data with
 * names that change no prototype.
 */
export function readMessage(text: string): ClientMessage | null {
  const message = parse(text);
  if (!Array.isArray(message)) return null;
  const [kind, ...parts] = message;
  switch (kind) {
    case 'join':
      return parts.length === 1 && isJoinRequest(parts[0]) ? ['join', parts[0]] : null;
    case 'event':
      return readEvent(parts);
    case 'visit':
      return isVisit(parts) ? (message as unknown as ClientMessage) : null;
    case 'resync':
    case 'ping':
      return parts.length === 1 && isCount(parts[0]) ? [kind, parts[0]] : null;
    default:
      return null;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isJoinRequest(value: unknown): value is JoinRequest {
  if (!isObject(value)) return false;
  const { key, token, client, url, hash, seen } = value;
  return (
    (key === null || isText(key, 200)) &&
    isText(token, 200) &&
    isText(client, 100) &&
    client !== '' &&
    isAddress(url) &&
    isCount(hash) &&
    isCount(seen)
  );
}

function readEvent(parts: unknown[]): EventMessage | null {
  const [id, seen, name, parameters, form] = parts;
  if (!isId(id) || !isCount(seen) || !isText(name, 100) || !isObject(parameters) || !isPlain(parameters)) return null;
  if (parts.length === 4) return ['event', id, seen, name, parameters];
  if (parts.length !== 5 || !isFormState(form)) return null;
  return ['event', id, seen, name, parameters, { target: form.target, used: form.used }];
}

function isVisit(parts: unknown[]): boolean {
  const [id, seen, url, kind] = parts;
  return parts.length === 4 && isId(id) && isCount(seen) && isAddress(url) && (kind === 'patch' || kind === 'navigate');
}

function isFormState(value: unknown): value is FormState {
  if (!isObject(value)) return false;
  const { target, used } = value;
  const isList = Array.isArray(used) && used.length <= 1_000 && used.every((name) => isText(name, 1_000));
  return isList && (target === null || isText(target, 1_000));
}

/** Neither too deep nor with a name that reaches a prototype. */
function isPlain(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth === maxDepth) return false;
  return Object.entries(value).every(([name, nested]) => !isPrototypeName(name) && isPlain(nested, depth + 1));
}

function isPrototypeName(name: string): boolean {
  return name === '__proto__' || name === 'constructor' || name === 'prototype';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length <= longest;
}

/** A path of this server with its query. URLs are read without tabs and line breaks, `/\t/host` as another host's. */
function isAddress(value: unknown): value is string {
  return isText(value, longestUrl) && /^\/(?![/\\])[^\t\n\r]*$/.test(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isId(value: unknown): value is number {
  return isCount(value) && value > 0;
}
