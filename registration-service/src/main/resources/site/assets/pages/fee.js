// The bill: what it is for, how to pay it, whether it is paid. Nothing says "not paid" while nobody can know.
import { html, useEffect, useRef, useState } from '../lib/preact.js';
import { call, Offline, waitOf } from '../kit/api.js';
import { exact, language, money, moment, t, titleOf } from '../kit/i18n.js';
import { institution } from '../catalogue.js';
import { Bones, Countdown, Failed, Note, Tag, Title } from '../parts.js';
import { place } from '../kit/place.js';
import { useAwaited, useLoaded, useStore } from '../kit/store.js';
import { season, standing } from '../season.js';
import { Links } from './pay-links.js';

const LONGEST_MS = 20_000; // for a receipt
const AGAIN_MS = 5_000;

export default function Fee() {
  const at = useStore(place);
  const calendar = useStore(season);
  const step = calendar.season && standing(calendar.season, 'payment').state; // when that changes, so does the bill's
  const bill = useLoaded(() => call('GET', '/v1/me/bill'), [step]);
  const payments = useLoaded(() => call('GET', '/v1/me/bill/payments'));
  const cameBack = at.path === '/payment';
  return html`<div class="narrow"><${Title}>${t('fee')}<//>
    ${bill.state === 'loading' && html`<${Bones} lines=${4} />`}
    ${bill.state === 'failed' && bill.status !== 401 && html`<${Failed} ...${bill} reload=${bill.reload} />`}
    ${bill.state === 'here' && html`<${Standing} bill=${bill.value} payments=${payments} cameBack=${cameBack} reload=${() => { bill.reload(); payments.reload(); }} />`}</div>`;
}

function Standing({ bill, payments, cameBack, reload }) {
  const attempts = payments.value?.payments ?? [];
  const open = attempts.filter(one => one.state === 'open');
  const isPending = bill.status === 'to-pay' && (cameBack || open.length > 0);
  useAwaited(isPending, reload);
  return html`
    <div aria-live="polite">
      ${bill.status === 'paid' && html`<${Paid} bill=${bill.bill} />`}
      ${isPending && html`<${Pending} attempts=${attempts} cameBack=${cameBack} />`}
    </div>
    ${bill.status === 'none' && html`<${NoBill} bill=${bill} reload=${reload} />`}
    ${bill.bill && html`<${Lines} bill=${bill.bill} />`}
    ${bill.status !== 'none' && bill.countsTheListOnFile === false && html`<${NoBill} bill=${bill} reload=${reload} changed />`}
    ${bill.status === 'to-pay' && html`<${Pay} bill=${bill} reload=${reload} pending=${isPending} />${bill.window?.status === 'open' && html`<${Links} />`}`}
    ${bill.refunds?.length > 0 && html`<${Refunds} refunds=${bill.refunds} />`}
    ${attempts.length > 0 && html`<${Attempts} attempts=${attempts} />`}`;
}

function Paid({ bill }) {
  return html`<${Note} kind="good" title=${t('paid-title')} data-bill="paid">
    <p class="big number">${money(bill.amount)}</p>
    <p>${bill.paidAt && t('paid-at', { at: exact(bill.paidAt) })} ${t('paid-text')}</p>
    ${bill.paymentReference && html`<p>${t('payment-number')} <span class="code">${bill.paymentReference}</span></p>`}
    ${bill.amount > 0 && html`<${Receipt} bill=${bill} />`}<//>`;
}

/** The receipt gets its number a moment after the bill is paid: asked for by the page, so that a refusal is said on it. */
function Receipt({ bill }) {
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState(false);
  const fetchIt = async event => {
    event.preventDefault();
    setBusy(true);
    try {
      const answer = await fetch(`/v1/me/bill/receipt?bill=${bill.id}`, { headers: { 'X-From': 'pages' }, signal: AbortSignal.timeout(LONGEST_MS) });
      const problem = answer.ok ? null : await answer.json().catch(() => null);
      if (answer.ok) keep(await answer.blob(), `bien-lai-${bill.reference}.pdf`);
      setTold(answer.ok ? '' : answer.status === 404 ? t('paid-receipt-later') : problem?.title ? titleOf(problem) : t('failed-text'));
    } catch {
      setTold(t('failed-offline-text'));
    }
    setBusy(false);
  };
  return html`<p><a class="button second" href=${`/v1/me/bill/receipt?bill=${bill.id}`} aria-disabled=${busy} onClick=${fetchIt}>${t('paid-receipt')}</a></p>
    <p role="status">${told}</p>`;
}

/** Lets the browser keep something as a file of this name. */
function keep(content, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Money may be on its way: paying again would be paying twice. */
function Pending({ attempts, cameBack }) {
  const last = attempts.at(-1);
  if (last?.state === 'failed') return html`<${Note} kind="bad" title=${t('pay-failed')} data-bill="failed"><p>${t('pay-failed-text')}</p><//>`;
  if (!cameBack && last?.address) {
    return html`<${Note} kind="wait" title=${t('pay-begun')} data-bill="begun"><p>${t('pay-begun-text', { at: moment(last.expiresAt) })}</p>
      <p><a class="button" href=${last.address}>${t('pay-go-on')}</a></p><//>`;
  }
  return html`<${Note} kind="wait" title=${t('pay-pending')} data-bill="pending"><p>${t('pay-pending-text')}</p><p><strong>${t('pay-pending-dont')}</strong></p><//>`;
}

function NoBill({ bill, reload, changed }) {
  const [told, setTold] = useState(null);
  const [busy, setBusy] = useState(false);
  const again = useRef();
  const isLeft = useRef(false);
  useEffect(() => () => { isLeft.current = true; clearTimeout(again.current); }, []);
  const window_ = bill.window ?? { status: 'none' };
  const make = async () => {
    clearTimeout(again.current);
    setBusy(true);
    const answer = await call('POST', '/v1/me/bill').catch(e => { if (e instanceof Offline) return { status: 0, body: null }; throw e; });
    setBusy(false);
    if (answer.status === 200 || answer.status === 201) return reload();
    const isPassing = Boolean(answer.header?.('Retry-After'));
    setTold({ ...answer, isPassing });
    if (isPassing && !isLeft.current) again.current = setTimeout(make, waitOf(answer, AGAIN_MS));
  };
  return html`<section class="card"><h2>${t(changed ? 'bill-changed' : 'no-bill')}</h2>
    <p>${t(changed ? 'bill-changed-text' : 'no-bill-text')}</p>
    ${window_.opens && window_.status === 'not-open' && html`<p>${t('opens-at', { at: moment(window_.opens) })}</p>`}
    ${told && html`<${Note} kind="wait" role="alert"><p>${told.body?.title ? titleOf(told.body) : t('failed-offline-text')}</p>${told.body?.closesAt && html`<p>${t('closes-at', { at: moment(told.body.closesAt) })}</p>`}
      ${told.isPassing && html`<p>${t('asks-again')}</p>`}<//>`}
    <button type="button" class="button" disabled=${busy} onClick=${make}>${t(busy ? 'asking' : 'make-bill')}</button></section>`;
}

function Lines({ bill }) {
  const [names, setNames] = useState({});
  useEffect(() => {
    bill.lines?.forEach(line => institution(line.institutionCode).then(found => found && setNames(before => ({ ...before, [found.code]: found.name })), () => {}));
  }, [bill.id]);
  return html`<section class="card"><div class="row-apart"><h2>${t('bill-n', { n: bill.number })}</h2><${Tag} kind=${bill.status === 'paid' ? 'good' : 'wait'}>${t(`bill-${bill.status}`)}<//></div>
    <dl class="lines"><div><dt>${t('bill-reference')}</dt><dd class="code">${bill.reference}</dd></div>
      <div><dt>${t('bill-count')}</dt><dd class="number">${t('bill-count-of', { n: bill.preferences, each: money(bill.fee) })}</dd></div>
      <div class="total"><dt>${t('bill-amount')}</dt><dd class="big number">${money(bill.amount)}</dd></div></dl>
    <details><summary>${t('bill-lines')}</summary><dl class="lines">${bill.lines?.map(line => html`<div key=${line.institutionCode}><dt>${names[line.institutionCode] ?? line.institutionCode}</dt>
      <dd class="number">${money(line.amount)}</dd></div>`)}</dl></details></section>`;
}

function Pay({ bill, reload, pending }) {
  const [told, setTold] = useState(null);
  const window_ = bill.window ?? { status: 'none' };
  if (window_.status === 'not-open') return html`<section class="card"><p><${Tag} kind="wait">${t('later')}<//> ${t('opens-at', { at: moment(window_.opens) })}</p></section>`;
  if (window_.status !== 'open') return html`<section class="card"><p><${Tag} kind="none">${t('over')}<//> ${window_.closes ? t('closed-at', { at: moment(window_.closes) }) : t('no-window')}</p></section>`;
  return html`<section class="card"><h2>${t(pending ? 'pay-again' : 'pay')}</h2>
    <p>${t('pay-until', { at: moment(window_.closes) })} <${Countdown} to=${window_.closes} /></p>
    <p>${t('pay-all')}</p>
    ${told && html`<${Note} kind="bad" role="alert"><p>${told}</p><//>`}
    <${Platforms} platforms=${bill.platforms} path="/v1/me/bill/payments" tell=${setTold} reload=${reload} second=${pending} /></section>`;
}

/**
 * A button for each platform in use. They are busy from a press until the page is left, and can be pressed again by whoever comes back to it.
 */
export function Platforms({ platforms = ['vnpay'], path, tell, reload, second }) {
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const back = event => {
      if (!event.persisted) return;
      setBusy(false);
      reload();
    };
    addEventListener('pageshow', back);
    return () => removeEventListener('pageshow', back);
  }, []);
  const pay = platform => async () => {
    setBusy(true);
    if (!await begin(path, platform, tell)) setBusy(false);
  };
  return html`<div class="actions">${platforms.map((one, i) => html`<button key=${one} type="button" class=${`button ${second || i > 0 ? 'second' : ''}`} disabled=${busy}
    onClick=${pay(one)}>${t(`pay-${one}`)}</button>`)}</div>`;
}

/**
 * Begins a payment and sends the browser to the platform; until the page is left the same press repeated is the same payment. Answers whether it is being left.
 */
async function begin(path, platform, tell) {
  const name = `payment ${path} ${platform}`;
  const key = sessionStorage.getItem(name) ?? crypto.randomUUID();
  sessionStorage.setItem(name, key);
  try {
    const answer = await call('POST', path, { headers: { 'Idempotency-Key': key }, body: { platform, language: language() } });
    if (answer.body?.address) {
      addEventListener('pagehide', () => sessionStorage.removeItem(name), { once: true });
      location.assign(answer.body.address);
      return true;
    }
    if (answer.status < 500) sessionStorage.removeItem(name);
    tell(answer.body?.title ? titleOf(answer.body) : t('failed-text'));
  } catch (e) {
    if (!(e instanceof Offline)) throw e;
    tell(t('failed-offline-text'));
  }
  return false;
}

function Refunds({ refunds }) {
  const why = one => ['bill-settled-otherwise', 'list-changed'].includes(one.reason) ? t(`refund-reason-${one.reason}`) : t('refund-reason-other');
  const kinds = { opened: 'wait', released: 'wait', paid: 'good', refused: 'bad', returned: 'bad' };
  return html`<section class="card"><h2>${t('refunds')}</h2><ul class="plain-list lines">${refunds.map(one => html`<li key=${one.paymentReference + one.openedAt} data-refund=${one.state}>
    <div class="row-apart"><strong class="number">${money(one.amount)}</strong><${Tag} kind=${kinds[one.state] ?? 'none'}>${t(`refund-${one.state}`)}<//></div>
    <p class="soft small">${why(one)}<br />${t('payment-number')} <span class="code">${one.paymentReference}</span>
      <br />${t('refund-opened-at', { at: moment(one.openedAt) })}
      ${one.state !== 'opened' && html`<br />${t(`refund-${one.state}-at`, { at: moment(one.changedAt) })}`}</p></li>`)}</ul><p class="soft">${t('refunds-text')}</p></section>`;
}

function Attempts({ attempts }) {
  const kinds = { succeeded: 'good', open: 'wait', suspicious: 'wait' };
  return html`<details class="card"><summary>${t('attempts')}</summary><ul class="plain-list lines">${attempts.toReversed().map(one => html`<li key=${one.reference} class="row-apart">
    <span class="code">${one.reference}<br /><small class="soft">${moment(one.createdAt)} · ${money(one.amount)}</small></span>
    <${Tag} kind=${kinds[one.state] ?? 'none'}>${t(`attempt-${one.state}`)}<//></li>`)}</ul></details>`;
}
