// At a glance: what is open for me and until when, what I have filed, how far it has come, what to do next.
import { html, useEffect, useState } from '../lib/preact.js';
import { call } from '../kit/api.js';
import { money, moment, t, titleOf } from '../kit/i18n.js';
import { checked, draft, isShared, keepChecked, setShared } from '../device.js';
import { isSameForm } from '../filing/difference.js';
import { isUnsent, itemOf, seeOnFile, sending } from '../filing/sending.js';
import { Bones, Failed, Note, Opening, Steps, Tag, Title } from '../parts.js';
import { Way } from '../kit/place.js';
import { season, standing } from '../season.js';
import { session } from '../kit/session.js';
import { useAwaited, useLoaded, useStore } from '../kit/store.js';

export default function Home() {
  const who = useStore(session);
  const calendar = useStore(season);
  const items = useStore(sending);
  const settled = items.map(item => item.key + item.state).join();
  const registration = useLoaded(() => call('GET', '/v1/me/exam-registration'), [settled]);
  const list = useLoaded(() => call('GET', '/v1/me/preferences'), [settled]);
  const bill = useLoaded(() => call('GET', '/v1/me/bill'), [settled]);
  const messages = useLoaded(() => call('GET', '/v1/me/messages?limit=3'), [settled]);
  useAwaited([registration, list].some(one => one.value?.status === 'received'), () => { registration.reload(); list.reload(); });
  useEffect(() => {
    if (registration.value) seeOnFile('exam-registration', registration.value.version);
    if (list.value) seeOnFile('preferences', list.value.version);
  }, [registration.value?.version, list.value?.version, settled]);
  const department = registration.value?.registration?.departmentCode;
  const at = step => calendar.season ? standing(calendar.season, step, department) : { state: 'none' };
  const steps = ['exam-registration', 'preferences', 'payment'].map(step => ({ step, ...at(step) }));
  const drafted = useDrafts(who.person, registration.value, list.value, settled);
  const failed = [registration, list].find(one => one.state === 'failed' && one.status !== 401);
  return html`
    <${Title}>${who.name ? t('hello', { name: who.name }) : t('home')}<//>
    ${calendar.season?.trial && html`<${Note} kind="wait"><p>${t('trial')}</p><//>`}
    ${calendar.state === 'failed' && html`<${Failed} status=${503} />`}
    ${failed && html`<${Failed} ...${failed} reload=${() => { registration.reload(); list.reload(); }} />`}
    ${calendar.state === 'here' && html`<${Next} steps=${steps} registration=${registration} list=${list} bill=${bill} items=${items} drafted=${drafted} />`}
    <div class="grid two">
      <${Standing} kind="exam-registration" loaded=${registration} open=${steps[0]} item=${itemOf(items, 'exam-registration')} isDrafted=${drafted['exam-registration']} />
      <${Standing} kind="preferences" loaded=${list} open=${steps[1]} item=${itemOf(items, 'preferences')} isDrafted=${drafted.preferences} bill=${bill} />
    </div>
    <div class="grid two">
      <${Fee} bill=${bill} open=${steps[2]} isOwed=${isOwed(bill.value, list.value, steps[1])} />
      <${Inbox} messages=${messages} />
    </div>
    <div class="grid two">
      <section class="card"><h2>${t('history')}</h2><p><${Way} to="/history">${t('see-history')}<//></p></section>
      <section class="card"><h2>${t('this-device')}</h2><${Shared} /></section>
    </div>`;
}

/** Of which documents something is on this device that was not sent: {kind: boolean}. */
function useDrafts(person, registration, list, settled) {
  const [drafted, setDrafted] = useState({});
  useEffect(() => {
    (async () => {
      const [form, order] = [await draft(person, 'exam-registration'), await draft(person, 'preferences')];
      setDrafted({
        'exam-registration': form !== undefined && !isSameForm(form.form, registration?.registration ?? {}),
        preferences: order !== undefined && !isSameForm(order.list, list?.preferences ?? []),
      });
    })();
  }, [person, registration, list, settled]);
  return drafted;
}

/** The one thing to do next, and how long there is for it. */
function Next({ steps, registration, list, bill, items, drafted }) {
  const [exam, preferences] = steps;
  const wish = isOwed(bill.value, list.value, preferences) ? { step: { state: 'open', window: { closes: bill.value.window.closes } }, to: '/fee', words: 'next-pay' }
    : preferences.state === 'open' && drafted.preferences ? { step: preferences, to: '/preferences', words: 'next-draft-preferences' }
    : exam.state === 'open' && drafted['exam-registration'] ? { step: exam, to: '/registration', words: 'next-draft-exam-registration' }
    : exam.state === 'open' && registration.value?.status === 'none' ? { step: exam, to: '/registration', words: 'next-register' }
    : preferences.state === 'open' ? { step: preferences, to: '/preferences', words: list.value && list.value.status !== 'none' ? 'next-change' : 'next-preferences' }
    : exam.state === 'open' ? { step: exam, to: '/registration', words: 'next-registered' }
    : null;
  if (items.some(isUnsent)) return null; // that comes first, and stands above
  if ([registration, list, bill].some(one => one.state === 'loading')) return html`<${Bones} lines=${2} />`;
  if (!wish) {
    const later = steps.filter(step => step.state === 'later').sort((a, b) => Date.parse(a.window.opens) - Date.parse(b.window.opens))[0];
    return html`<section class="card next"><h2>${t('nothing-open')}</h2>
      <p>${later ? t('opens-next', { step: t(`what-${later.step}`), at: moment(later.window.opens) }) : t('nothing-open-text')}</p></section>`;
  }
  return html`<section class="card next"><h2>${t(wish.words)}</h2>
    <${Opening} standing=${wish.step} />
    <p><${Way} to=${wish.to} class="button">${t(`${wish.words}-go`)}<//></p></section>`;
}

/** Whether there is something to pay now: also before anybody asked for the bill of a list that is not to be changed any more. */
function isOwed(fee, list, preferences) {
  if (fee?.window?.status !== 'open') return false;
  const isToBill = fee.status === 'none' || fee.countsTheListOnFile === false;
  return fee.status === 'to-pay' || isToBill && preferences.state === 'over' && list?.preferences?.length > 0;
}

/** How far a document has come: filed, received, recorded, receipt checked. */
function Standing({ kind, loaded, open, item, isDrafted, bill }) {
  const proven = useProof(loaded.value);
  if (loaded.state === 'loading') return html`<${Bones} />`;
  const name = t(`what-${kind}`);
  const to = kind === 'preferences' ? '/preferences' : '/registration';
  const { value } = loaded;
  const isEmpty = !value || (value.status === 'none' && !item);
  const unsent = item && isUnsent(item);
  const recorded = value?.status === 'recorded';
  const filed = value && value.status !== 'none';
  const steps = [
    { name: 'filed', state: unsent ? 'bad' : filed ? 'done' : 'open' },
    { name: 'received', at: unsent ? undefined : value?.pending?.receivedAt ?? value?.receivedAt, state: unsent ? 'open' : filed ? 'done' : 'open' },
    { name: 'recorded', at: recorded && !unsent ? value.recordedAt : undefined, state: unsent ? 'open' : recorded ? 'done' : filed ? 'now' : 'open' },
    { name: 'checked', state: unsent || !recorded ? 'open' : proven === undefined ? 'now' : proven ? 'done' : 'bad' },
    ...(kind === 'preferences' && !value?.withdrawn ? [{ name: 'paid', at: value?.paidAt, state: value?.paidAt ? 'done' : bill?.value?.status === 'to-pay' ? 'now' : 'open' }] : []),
  ].map(step => ({ ...step, name: t(step.state === 'done' ? `step-${step.name}` : `step-${step.name}-${step.state}`) }));
  const open_ = open.state === 'open';
  return html`<section class="card"><div class="row-apart"><h2>${name}</h2>${tagOf(value, unsent)}</div>
    ${isDrafted && html`<p class="unsaved">${t('draft-here')}</p>`}
    ${loaded.state === 'failed' ? html`<p class="soft">${t('not-known-now')}</p>`
      : isEmpty ? html`<p>${t(`none-${kind}`)}</p>`
      : value?.withdrawn ? html`<p>${t('withdrawn')}</p><${Steps} steps=${steps} />`
      : html`${kind === 'preferences' && filed && html`<p>${t('list-of', { n: value.preferences.length })}</p>`}<${Steps} steps=${steps} />`}
    <p><${Way} to=${to}>${t(open_ ? isEmpty ? `begin-${kind}` : `change-${kind}` : `see-${kind}`)}<//></p></section>`;
}

function tagOf(value, unsent) {
  if (unsent) return html`<${Tag} kind="bad">${t('not-sent')}<//>`;
  if (!value) return null;
  const kind = { none: 'none', received: 'wait', recorded: 'good' }[value.status];
  return html`<${Tag} kind=${kind}>${t(`status-${value.status}`)}<//>`;
}

/** Whether the receipt of what is recorded holds; checked once on each device, unasked. Undefined until it is known. */
function useProof(value) {
  const [proven, setProven] = useState();
  const filing = value?.status === 'recorded' ? value.filingId : undefined;
  useEffect(() => {
    if (!filing) return;
    (async () => {
      const before = await checked(filing);
      if (before) return setProven(before.ok);
      const { checkReceipt } = await import('../filing/receipt.js');
      const receipt = await checkReceipt(filing).catch(() => null);
      if (receipt) {
        setProven(receipt.ok);
        await keepChecked(filing, receipt);
      }
    })();
  }, [filing]);
  return proven;
}

function Fee({ bill, open, isOwed }) {
  if (bill.state === 'loading') return html`<${Bones} />`;
  const known = bill.value?.bill;
  return html`<section class="card"><div class="row-apart"><h2>${t('fee')}</h2>
      ${known && html`<${Tag} kind=${bill.value.status === 'paid' ? 'good' : 'wait'}>${t(`bill-${bill.value.status}`)}<//>`}</div>
    ${bill.state === 'failed' ? html`<p class="soft">${t('not-known-now')}</p>`
      : known ? html`<p class="big number">${money(known.amount)}</p>` : html`<p>${t(isOwed ? 'bill-to-make' : 'no-bill')}</p>`}
    ${open.state === 'later' && html`<p class="soft">${t('opens-at', { at: moment(open.window.opens) })}</p>`}
    <p><${Way} to="/fee">${t(isOwed ? 'go-pay' : 'see-fee')}<//></p></section>`;
}

function Inbox({ messages }) {
  if (messages.state === 'loading') return html`<${Bones} />`;
  return html`<section class="card"><h2>${t('messages')}</h2>
    ${messages.state === 'failed' ? html`<p class="soft">${t('not-known-now')}</p>`
      : messages.value.messages.length === 0 ? html`<p>${t('no-messages')}</p>`
      : html`<ul class="plain-list lines">${messages.value.messages.map(one => html`<li key=${one.id}>
          ${!one.read && html`<strong class="new">${t('new')}</strong> `}${titleOf(one)}<br /><small class="soft">${moment(one.at)}</small></li>`)}</ul>`}
    <p><${Way} to="/messages">${t('see-messages')}<//></p></section>`;
}

function Shared() {
  const [shared, set] = useState(isShared());
  const change = event => {
    set(event.target.checked);
    setShared(event.target.checked);
  };
  return html`<label class="choice"><input type="checkbox" checked=${shared} onChange=${change} /><span>${t('shared')}</span></label>
    <p class="hint">${t('shared-text')}</p>`;
}
