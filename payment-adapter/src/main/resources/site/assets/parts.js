// What several pages for finance are made of.
import { html, useEffect, useState } from './lib/preact.js';
import { exact, number, plainDay, t, titleOf } from './kit/i18n.js';
import { Bones, Dialog, Failed, Field, Note, Tag } from './kit/parts.js';
import { go, place } from './kit/place.js';
import { session } from './kit/session.js';
import { store, useLoaded, useStore } from './kit/store.js';
import { ask } from './adapter.js';

/** A number, or a dash where there is none. */
export function dong(amount) {
  return amount === undefined || amount === null ? '–' : number(amount);
}

/** The text of a key if there is one; otherwise the code itself, which comes from the service. */
export function word(group, code) {
  const key = `${group}-${code}`;
  const text = t(key);
  return text === key ? code : text;
}

/** An account of the ledger by its name among people. */
export function account(code) {
  const [group, name] = code.split(':');
  return name ? t(`account-${group}`, { name: group === 'platform' ? word('platform', name) : name }) : word('account', code);
}

/** Who it was: oneself, a machine, or somebody whom this service knows by a number. */
export function Person({ id }) {
  if (!id) return html`<span class="soft">–</span>`;
  if (id === session.get().person) return html`<strong>${t('you')}</strong>`;
  if (id === 'system' || id === 'bank') return t(`by-${id}`);
  return html`<span class="code" title=${id}>${id.length > 13 ? `${id.slice(0, 8)}…` : id}</span>`;
}

const KINDS = {
  day: { closed: 'good', open: 'wait' },
  difference: { waiting: 'none', open: 'bad', proposed: 'wait', resolved: 'good' },
  file: { checked: 'wait', matching: 'wait', committed: 'good', withdrawn: 'none' },
  refund: { open: 'bad', prepared: 'wait', released: 'wait', sent: 'wait', unknown: 'bad', refunded: 'good', refused: 'bad', dismissed: 'none', returned: 'bad' },
  calendar: { proposed: 'wait', 'in-force': 'good', rejected: 'none', replaced: 'none' },
  payout: { prepared: 'wait', released: 'wait', paid: 'good', returned: 'bad', cancelled: 'none' },
};

/** How far something is, as a word with a sign. */
export function State({ of, state }) {
  return html`<${Tag} kind=${KINDS[of][state] ?? 'none'}>${word(`${of}-state`, state)}<//>`;
}

/** A table that may be wider than the screen: it scrolls by itself, also by keyboard. */
export function Wide({ label, children }) {
  return html`<div class="scroll" role="region" tabindex="0" aria-label=${label}>${children}</div>`;
}

/** What is known of one thing; rows are [words, value], left out where the value is undefined. */
export function Facts({ rows }) {
  return html`<dl class="lines">${rows.filter(([, value]) => value !== undefined && value !== false).map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** Loads from the adapter; see useLoaded. */
export function useAnswer(path, dependencies = []) {
  return useLoaded(() => ask('GET', path), [path, ...dependencies]);
}

/** What is shown of something loaded while it is not here, or its pages once it is. */
export function Loaded({ from, lines = 5, children }) {
  if (from.state === 'loading') return html`<${Bones} lines=${lines} />`;
  if (from.state === 'failed') return from.status === 401 ? null : html`<${Failed} ...${from} reload=${from.reload} />`;
  return children(from.value);
}

const MOST = 100;

/**
 * A list that comes in pages: {state, rows, hasMore, more(), reload(), …}.
 * @param name the member of the answer that has the rows
 */
export function usePages(path, name, limit = MOST) {
  const [later, setLater] = useState({ rows: [], next: undefined, path });
  const first = useAnswer(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}`);
  useEffect(() => setLater({ rows: [], next: undefined, path }), [path, first.value]);
  const mine = later.path === path ? later : { rows: [] };
  const rows = [...(first.value?.[name] ?? []), ...mine.rows];
  const hasMore = rows.length > 0 && rows.length % limit === 0 && !mine.isLast;
  const more = async () => {
    const answer = await ask('GET', `${path}${path.includes('?') ? '&' : '?'}limit=${limit}&after=${mine.next ?? first.value.next}`).catch(() => null);
    if (answer?.status !== 200) return say(answer?.body?.title ? titleOf(answer.body) : t('failed-offline'), 'bad');
    setLater({ path, rows: [...mine.rows, ...answer.body[name]], next: answer.body.next, isLast: answer.body[name].length === 0 });
  };
  return { ...first, path, rows, hasMore, more };
}

export function More({ pages }) {
  return pages.hasMore && html`<p><button type="button" class="button second" onClick=${pages.more}>${t('more')}</button></p>`;
}

/** Changes the query of the address: a filter that can be kept, sent on, and gone back from. */
export function filter(changes) {
  const query = new URLSearchParams(place.get().query);
  Object.entries(changes).forEach(([name, value]) => value ? query.set(name, value) : query.delete(name));
  const text = query.toString();
  const y = scrollY;
  go(location.pathname + (text ? `?${text}` : ''));
  scrollTo(0, y);
}

/** States to choose from; the first is all. */
export function Choices({ label, name, values, chosen, text }) {
  return html`<div class="choices" role="group" aria-label=${label}>${values.map(value => html`<button type="button" key=${value} aria-pressed=${value === chosen}
    onClick=${() => filter({ [name]: value })}>${text(value)}</button>`)}</div>`;
}

const said = store(null);

/** Says what was done, or what went wrong, above the page. */
export function say(text, kind = 'good') {
  said.set({ text, kind });
}

place.watch(() => said.set(null));

export function Said() {
  const now = useStore(said);
  return html`<div role="status">${now && html`<${Note} kind=${now.kind}><p>${now.text}</p><//>`}</div>`;
}

/** What a refusal says, with what belongs to it. */
export function refusal(answer) {
  const problem = answer.body;
  if (answer.status === 0 || !problem?.title) return t(answer.status === 0 ? 'failed-offline-text' : 'failed-text');
  const more = (problem.blockers ?? []).map(blocker).concat((problem.faults ?? []).map(titleOf));
  return [titleOf(problem), ...more].join(' ');
}

/** What stands against closing a day, `platform:code`, in words. */
export function blocker(code) {
  const [platform, what] = code.split(':');
  return t(`blocker-${what}`, { platform: word('platform', platform) });
}

/** Answers of the adapter, also while it cannot be reached. */
export function attempt(method, path, more) {
  return ask(method, path, more).catch(() => ({ status: 0, body: null, header: () => null }));
}

/**
 * A button that asks before it does something.
 * @param note whether a reason is asked for: 'needed', 'wanted', or none
 * @param send given the reason; answers like `ask`
 * @param done given the body of a success
 */
export function Act({ label, kind = 'second', title, children, note, isDanger, send, done, disabled }) {
  const [isOpen, setOpen] = useState(false);
  return html`<button type="button" class=${`button ${kind}`} disabled=${disabled} onClick=${() => setOpen(true)}>${label}</button>
    ${isOpen && html`<${Sure} label=${label} title=${title ?? label} note=${note} isDanger=${isDanger} send=${send} done=${done} close=${() => setOpen(false)}>${children}<//>`}`;
}

function Sure({ label, title, children, note, isDanger, send, done, close }) {
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState('');
  const [told, setTold] = useState('');
  const [isBusy, setBusy] = useState(false);
  const act = async event => {
    event.preventDefault();
    if (note === 'needed' && !reason.trim()) {
      setFault(t('reason-missing'));
      return document.getElementById('reason').focus();
    }
    setBusy(true);
    const answer = await send(reason.trim());
    setBusy(false);
    if (answer.status !== 200 && answer.status !== 201) return setTold(refusal(answer));
    close();
    done(answer.body);
  };
  return html`<${Dialog} title=${title} onClose=${close}><form onSubmit=${act} novalidate>
    ${children}
    ${note && html`<${Field} id="reason" label=${t('reason')} fault=${fault} optional=${note === 'wanted'}>${common => html`<textarea rows="3" maxlength="500" value=${reason}
      onInput=${event => setReason(event.target.value)} ...${common}></textarea>`}<//>`}
    ${told && html`<${Note} kind="bad" role="alert"><p>${told}</p><//>`}
    <div class="actions"><button type="submit" class=${`button ${isDanger ? 'danger' : ''}`} disabled=${isBusy}>${isBusy ? t('working') : label}</button>
      <button type="button" class="button second" onClick=${close}>${t('back')}</button></div></form><//>`;
}

/** The same as files, for spreadsheets. */
export function Downloads({ path, name }) {
  const isQuery = path.includes('?');
  return html`<div class="downloads">${['csv', 'xlsx'].map(format => html`<button type="button" class="button second" key=${format}
    onClick=${() => download(`${path}${isQuery ? '&' : '?'}format=${format}`, `${name}.${format}`)}>${t(`download-${format}`)}</button>`)}</div>`;
}

const A_MINUTE_MS = 60_000;

/** Fetches with the token, which no address may hold, and gives it to the browser as a file. */
export async function download(path, name) {
  const answer = await attempt('GET', path, { wants: 'bytes', longestMs: A_MINUTE_MS });
  if (answer.status !== 200) return say(refusal(answer), 'bad');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(answer.body);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), A_MINUTE_MS);
}

/** From one day to another; asks again when they are chosen. */
export function Between({ from, to }) {
  const [first, setFirst] = useState(from);
  const [last, setLast] = useState(to);
  const choose = event => {
    event.preventDefault();
    filter({ from: first, to: last });
  };
  return html`<form class="between" onSubmit=${choose}>
    <${Field} id="from" label=${t('from-day')}>${common => html`<input type="date" value=${first} max=${last} onInput=${event => setFirst(event.target.value)} ...${common} />`}<//>
    <${Field} id="to" label=${t('to-day')}>${common => html`<input type="date" value=${last} onInput=${event => setLast(event.target.value)} ...${common} />`}<//>
    <button type="submit" class="button second">${t('show')}</button></form>`;
}

const DAY_MS = 86_400_000;
const VIETNAM_MS = 7 * 3_600_000;

/** A day in Vietnam so many days ago, yyyy-mm-dd. */
export function daysAgo(count) {
  return new Date(Date.now() + VIETNAM_MS - count * DAY_MS).toISOString().slice(0, 10);
}

/** Rows of the ledger; `isOne` where all are of one reference. */
export function Entries({ entries, label, isOne }) {
  return html`<${Wide} label=${label}><table class="small"><thead><tr><th>${t('day')}</th><th>${t('cause')}</th><th>${t('debit-account')}</th><th>${t('credit-account')}</th>
      <th class="number">${t('amount-dong')}</th>${!isOne && html`<th>${t('reference')}</th>`}<th>${t('booked-at')}</th></tr></thead>
    <tbody>${entries.map(one => html`<tr key=${one.id}><td class="day">${plainDay(one.day)}${one.valueDay && html`<br /><small class="soft">${t('value-day', { day: plainDay(one.valueDay) })}</small>`}</td>
      <td>${word('cause', one.cause)}</td><td>${account(one.debit)}</td><td>${account(one.credit)}</td><td class="number">${dong(one.amount)}</td>
      ${!isOne && html`<td class="code">${one.reference}</td>`}<td class="soft">${exact(one.at)}</td></tr>`)}</tbody></table><//>`;
}
