import { type MatchFunction, match } from 'path-to-regexp';
import { LivegraftError } from '../errors.ts';
import { eventsOf } from '../live/events.ts';
import type { Route } from './app.ts';

export interface Matched {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a request. Throws LG5001 (no such path, or not with this method). */
export type Router = (method: string, pathname: string) => Matched;

/** The path is there, but not for this method. */
export class MethodNotAllowedError extends LivegraftError {
  readonly allowed: readonly string[];

  constructor(method: string, pathname: string, allowed: readonly string[]) {
    super({
      code: 'LG5001',
      message: `${JSON.stringify(pathname)} does not answer ${method}.`,
      hint: `It answers ${allowed.join(', ')}.`,
      status: 405,
    });
    this.allowed = allowed;
  }
}

/** Routes are tried in the order in which they are given. Throws LG5003 for a path that is no pattern or is given twice. */
export function createRouter(routes: readonly Route[]): Router {
  const seen = new Set<string>();
  const patterns = routes.map((route) => {
    const methods = methodsOf(route);
    const key = `${methods[0]} ${route.path}`;
    if (seen.has(key)) throw badRoute(key, 'it is given twice');
    seen.add(key);
    return { route, methods, find: compilePattern(key, route.path) };
  });
  return (method, pathname) => {
    const allowed = new Set<string>();
    for (const { route, methods, find } of patterns) {
      const found = findIn(find, pathname);
      if (found && methods.includes(method)) return { route, params: found };
      if (found) for (const name of methods) allowed.add(name);
    }
    throw allowed.size > 0 ? new MethodNotAllowedError(method, pathname, [...allowed]) : notFound(pathname);
  };
}

/** A page takes a form where its view has events that one could send. */
function methodsOf(route: Route): string[] {
  if (route.kind === 'action') return [route.method];
  return eventsOf(route.view).size > 0 ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD'];
}

function compilePattern(key: string, path: string): MatchFunction<Record<string, string>> {
  try {
    return match<Record<string, string>>(path);
  } catch (error) {
    throw badRoute(key, (error as Error).message, error);
  }
}

/** A path whose escapes are broken (`/%E0%A4%A`) is no path of ours. */
function findIn(find: MatchFunction<Record<string, string>>, pathname: string): Record<string, string> | null {
  try {
    const found = find(pathname);
    return found ? found.params : null;
  } catch {
    return null;
  }
}

function badRoute(key: string, reason: string, cause?: unknown): LivegraftError {
  return new LivegraftError({ code: 'LG5003', message: `The route "${key}" cannot be used: ${reason}.`, cause });
}

function notFound(pathname: string): LivegraftError {
  return new LivegraftError({
    code: 'LG5001',
    message: `There is no page at ${JSON.stringify(pathname)}.`,
    status: 404,
  });
}
