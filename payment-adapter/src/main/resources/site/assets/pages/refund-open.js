// Opening a refund by hand: of a payment that nobody opened one for, or anew what was refused or came back.
import { html, useState } from '../lib/preact.js';
import { money, t } from '../kit/i18n.js';
import { Field, Note } from '../kit/parts.js';
import { go } from '../kit/place.js';
import { Act, attempt, refusal, say } from '../parts.js';

const REFERENCE = /^[0-9A-Z]{16}$/;
const LINE = /^\s*([0-9A-Z]{2,10})\s+([0-9][0-9.,]*)\s*$/;
const MOST = 9_999_999_999;

function opened(refund) {
  go(`/finance/refunds/${refund.id}`);
  say(t('opened-by-hand'));
}

/** The same once more, as it was opened: another person releases it. Its id is drawn once, so that a repeat opens no second one. */
export function OpenAgain({ one }) {
  const [id] = useState(() => crypto.randomUUID());
  const send = note => attempt('POST', '/v1/refunds', { body: { id, reference: one.reference, amount: one.amount, reason: one.reason, ...(one.lines ? { lines: one.lines } : {}), note, again: one.id } });
  return html`<${Act} label=${t('open-again')} kind="" title=${t('open-again-sure', { amount: money(one.amount) })} note="needed" send=${send} done=${opened}><p>${t('open-again-text')}</p><//>`;
}

/** Institutions and amounts as they are written, one a line; undefined where that cannot be read. */
function linesOf(text) {
  const lines = text.split('\n').filter(line => line.trim()).map(line => LINE.exec(line));
  return lines.includes(null) ? undefined : lines.map(([, institutionCode, amount]) => ({ institutionCode, amount: whole(amount) }));
}

function whole(text) {
  const amount = Number(text.replace(/[.,\s]/g, ''));
  return Number.isSafeInteger(amount) && amount >= 1 && amount <= MOST ? amount : undefined;
}

export function OpenByHand() {
  const [id] = useState(() => crypto.randomUUID());
  const [form, setForm] = useState({ reference: '', amount: '', lines: '', note: '' });
  const [faults, setFaults] = useState({});
  const [told, setTold] = useState('');
  const [isBusy, setBusy] = useState(false);
  const set = name => event => setForm({ ...form, [name]: event.target.value });
  const send = async event => {
    event.preventDefault();
    const reference = form.reference.trim().toUpperCase();
    const amount = whole(form.amount);
    const lines = linesOf(form.lines);
    const isSum = lines?.length === 0 || lines?.reduce((sum, line) => sum + line.amount, 0) === amount;
    const found = { ...(REFERENCE.test(reference) ? {} : { reference: t('reference-wrong') }), ...(amount ? {} : { amount: t('amount-wrong', { most: money(MOST) }) }),
      ...(lines && isSum ? {} : { lines: t('lines-wrong') }), ...(form.note.trim() ? {} : { note: t('reason-missing') }) };
    setFaults(found);
    const [first] = Object.keys(found);
    if (first) return document.getElementById(`open-${first}`).focus();
    setBusy(true);
    const answer = await attempt('POST', '/v1/refunds', { body: { id, reference, amount, reason: 'by-hand', ...(lines.length ? { lines } : {}), note: form.note.trim() } });
    setBusy(false);
    if (answer.status !== 201 && answer.status !== 200) return setTold(refusal(answer));
    opened(answer.body);
  };
  const field = (name, label, hint, input) => html`<${Field} id=${`open-${name}`} label=${t(label)} hint=${hint && t(hint)} fault=${faults[name]} optional=${name === 'lines'}>${input}<//>`;
  return html`<details class="card"><summary>${t('open-by-hand')}</summary><form onSubmit=${send} novalidate><p>${t('open-by-hand-text')}</p>
    ${field('reference', 'reference', '', common => html`<input type="text" class="code" maxlength="16" autocomplete="off" value=${form.reference} onInput=${set('reference')} ...${common} />`)}
    ${field('amount', 'amount-back', '', common => html`<input type="text" class="short" inputmode="numeric" value=${form.amount} onInput=${set('amount')} ...${common} />`)}
    ${field('lines', 'open-lines', 'open-lines-hint', common => html`<textarea rows="3" value=${form.lines} onInput=${set('lines')} ...${common}></textarea>`)}
    ${field('note', 'reason-text', '', common => html`<textarea rows="2" maxlength="500" value=${form.note} onInput=${set('note')} ...${common}></textarea>`)}
    ${told && html`<${Note} kind="bad" role="alert"><p>${told}</p><//>`}
    <button type="submit" class="button" disabled=${isBusy}>${t(isBusy ? 'working' : 'open-by-hand')}</button></form></details>`;
}
