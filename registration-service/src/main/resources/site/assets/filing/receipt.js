// Checks receipts in the browser, as the contract describes it (schema Receipt): nothing but the published key is trusted.
import { call } from '../kit/api.js';

const utf8 = new TextEncoder();

/**
 * Fetches a filing's receipt and checks it: {ok, faults, at}, or null while it is not recorded. Fails when it cannot be read.
 */
export async function checkReceipt(filing) {
  const [receipt, heads] = await Promise.all([
    call('GET', `/v1/me/filings/${filing}/receipt`),
    call('GET', '/v1/log/heads'),
  ]);
  if (receipt.status === 409) return null;
  if (receipt.status !== 200 || heads.status !== 200) throw new Error('the receipt cannot be read');
  const found = receipt.body.entry.filingId === filing ? await faults(receipt.body, heads.body.keys) : ['filing'];
  return { ok: found.length === 0, faults: found, at: Date.now() };
}

/** What does not hold; empty when the receipt proves what it says. */
export async function faults(receipt, keys) {
  const { entry, head, leafIndex, path } = receipt;
  const found = [];
  const digest = await digestOf(entry);
  if (hex(digest) !== entry.digest) found.push('digest');
  if (entry.partition !== head.partition) found.push('partition');
  if (entry.seq !== head.firstSeq + leafIndex) found.push('seq');
  const commitment = await sha256(bytes(entry.salt), uuid(entry.candidateId), digest);
  const leaf = await sha256(Uint8Array.of(0), uuid(entry.filingId), number(entry.partition, 4), number(entry.seq, 8),
    number(entry.order, 8), micros(entry.receivedAt), Uint8Array.of(outcome(entry.outcome)), text(entry.reason), commitment);
  const root = await rootOf(leaf, leafIndex, head.size, path.map(bytes));
  if (root === null) found.push('path');
  else if (hex(root) !== head.root) found.push('root');
  if (!await isSigned(head, keys)) found.push('signature');
  return found;
}

function digestOf(entry) {
  if (entry.kind === 'exam-registration') {
    return sha256(utf8.encode('exam-registration\n' + (entry.withdrawn ? '' : JSON.stringify(entry.registration))));
  }
  const lines = entry.preferences.map(p => {
    const more = p.methodCode || p.subjectGroupCode ? `/${p.methodCode ?? ''}/${p.subjectGroupCode ?? ''}` : '';
    return `${p.institutionCode}/${p.programmeCode}${more}\n`;
  });
  return sha256(utf8.encode('preferences\n' + lines.join('')));
}

/** The root that leaf and path lead to (RFC 9162, 2.1.3.2), or null if they cannot. */
async function rootOf(leaf, index, size, path) {
  let last = size - 1;
  if (index < 0 || index > last) return null;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0) return null;
    if (index % 2 === 1 || index === last) {
      hash = await sha256(Uint8Array.of(1), sibling, hash);
      while (index % 2 === 0 && index !== 0) {
        index = Math.floor(index / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = await sha256(Uint8Array.of(1), hash, sibling);
    }
    index = Math.floor(index / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : null;
}

async function isSigned(head, keys) {
  const key = keys.find(k => k.keyId === head.keyId && k.algorithm === 'Ed25519');
  if (!key) return false;
  const message = join(text('baodanh-log-v1'), number(head.partition, 4), number(head.number, 8), number(head.firstSeq, 8),
    number(head.size, 4), bytes(head.root), bytes(head.previous), micros(head.recordedAt));
  const publicKey = Uint8Array.from(atob(key.publicKey), c => c.charCodeAt(0));
  return verify(publicKey, message, bytes(head.signature));
}

/** By the browser; by a library where the browser does not know Ed25519 yet. */
export async function verify(publicKey, message, signature, subtle = crypto.subtle) {
  try {
    const key = await subtle.importKey('raw', publicKey, { name: 'Ed25519' }, false, ['verify']);
    return await subtle.verify({ name: 'Ed25519' }, key, signature, message);
  } catch (e) {
    if (e.name !== 'NotSupportedError') return false;
    await import('../lib/nacl.js');
    return globalThis.nacl.sign.detached.verify(message, signature, publicKey);
  }
}

function outcome(name) {
  return { applied: 1, refused: 2, overtaken: 3 }[name] ?? 0;
}

async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', join(...parts)));
}

function join(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const bytes = text => Uint8Array.from(text.match(/../g) ?? [], pair => parseInt(pair, 16));
const hex = some => Array.from(some, byte => byte.toString(16).padStart(2, '0')).join('');
const uuid = text => bytes(text.replaceAll('-', ''));

/** Big-endian. */
function number(value, length) {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigInt64(0, BigInt(value));
  return new Uint8Array(view.buffer).slice(8 - length);
}

function text(value) {
  const encoded = utf8.encode(value);
  return join(number(encoded.length, 4), encoded);
}

/** Microseconds since 1970; a Date keeps milliseconds only. */
function micros(instant) {
  const fraction = (/\.(\d{1,6})/.exec(instant)?.[1] ?? '').padEnd(6, '0');
  const seconds = Date.parse(instant.replace(/\.\d+/, '')) / 1000;
  return number(BigInt(seconds) * 1_000_000n + BigInt(fraction), 8);
}
