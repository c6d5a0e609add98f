import { LivegraftError } from '../errors.ts';

/**
 * To be thrown where an address names something that is not there (`throw notFound('No such request.')`): it is answered
 * with 404, and the sentence.
 */
export function notFound(sentence: string): LivegraftError {
  return new LivegraftError({ code: 'LG4023', message: sentence, status: 404 });
}
