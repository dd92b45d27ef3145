// Calls of our own services. A session's cookie goes along by itself; X-From says that a page sent it.

/** The network failed, or nobody answered in time: whether the request arrived is unknown. */
export class Offline extends Error {}

const LONGEST_MS = 20_000;
const STILL_IN = ['step-up-required', 'session-of-another']; // 401, and somebody is signed in all the same

/**
 * Answers {status, body, header(name)}; body is the JSON, or null. Fails with Offline only. Where the session turns out to
 * be over, the window hears the event session-over.
 * @param {{body?: object, file?: Blob, headers?: object, longestMs?: number, wants?: 'bytes'}} more `file` is sent as it is;
 *   with `wants` the body of a success is a Blob
 */
export async function call(method, path, more = {}) {
  const headers = { 'X-From': 'pages', ...more.headers };
  if (more.body !== undefined) headers['Content-Type'] = 'application/json';
  if (more.file !== undefined) headers['Content-Type'] = 'application/octet-stream';
  let answer;
  let body;
  try {
    answer = await fetch(path, {
      method,
      headers,
      body: more.body === undefined ? more.file : JSON.stringify(more.body),
      credentials: 'same-origin',
      cache: 'no-cache',
      signal: AbortSignal.timeout(more.longestMs ?? LONGEST_MS),
    });
    body = more.wants === 'bytes' && answer.ok ? await answer.blob() : json(await answer.text());
  } catch (e) {
    throw new Offline(String(e));
  }
  if (answer.status === 401 && !STILL_IN.includes(body?.code)) dispatchEvent(new Event('session-over'));
  return { status: answer.status, body, header: name => answer.headers.get(name) };
}

function json(text) {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null; // something in between answered: its status says enough
  }
}

/** Whether the same request may succeed later without anybody changing it. */
export function isPassing(status) {
  return status === 429 || status === 503 || status === 502 || status === 504 || status === 500 || status === 408;
}

/** Milliseconds that an answer asks us to wait, or the given ones. */
export function waitOf(answer, otherwiseMs) {
  const seconds = Number(answer.header('Retry-After'));
  return seconds > 0 && seconds < 3600 ? seconds * 1000 : otherwiseMs;
}
