// The ordered list of preferences: search, add, order, compare with what is recorded, send.
import { html, useEffect, useState } from '../lib/preact.js';
import { call } from '../kit/api.js';
import { exact, money, t, titleOf } from '../kit/i18n.js';
import { keyOf, namesOf } from '../catalogue.js';
import { draft, dropDraft, keepDraft } from '../device.js';
import { draftVersion, filedBy, isUnseen, isUnsent, itemOf, seeOnFile, send, sending, settle } from '../filing/sending.js';
import { showOutcome } from '../unsent.js';
import { difference } from '../filing/difference.js';
import { Bones, Dialog, Failed, FaultSummary, Note, Opening, Title } from '../parts.js';
import { ProgrammeSearch } from './programme-search.js';
import { OrderedList } from './ordered-list.js';
import { season, standing } from '../season.js';
import { useAwaited, useLoaded, useStore } from '../kit/store.js';

const KIND = 'preferences';
const LONG = 3; // from here on the search is some screens below on a phone

export default function Preferences({ person }) {
  const calendar = useStore(season);
  const items = useStore(sending);
  const item = itemOf(items, KIND);
  const onFile = useLoaded(() => call('GET', '/v1/me/preferences'), [item?.key, item?.state]);
  const registration = useLoaded(() => call('GET', '/v1/me/exam-registration'));
  const department = registration.value?.registration?.departmentCode;
  const step = calendar.season ? standing(calendar.season, 'preferences', department) : null;
  useAwaited(onFile.value?.status === 'received' && item?.state !== 'received', onFile.reload);
  useEffect(() => { if (onFile.value) seeOnFile(KIND, onFile.value.version); }, [onFile.value?.version, item?.state]);
  return html`<${Title}>${t('preferences')}<//>
    ${calendar.state === 'failed' && html`<${Failed} status=${503} />`}
    ${step && html`<section class="card"><${Opening} standing=${step} /></section>`}
    ${onFile.state === 'loading' && html`<${Bones} lines=${5} />`}
    ${onFile.state === 'failed' && onFile.status !== 401 && html`<${Failed} ...${onFile} reload=${onFile.reload} />`}
    ${onFile.state === 'here' && calendar.rules && html`<${Editor} key=${`${onFile.value.version} ${onFile.value.status}`} person=${person} onFile=${onFile.value}
      rules=${calendar.rules} isOpen=${step?.state === 'open'} item=${item} />`}`;
}

function Editor({ person, onFile, rules, isOpen, item }) {
  const [list, setList] = useState(null);
  const [names, setNames] = useState({});
  const [asking, setAsking] = useState(false);
  const [round, setRound] = useState(0);
  const [said, say] = useState('');
  const [isOlder, setOlder] = useState(false); // the draft was made before what is on file now
  const filed = filedBy(item, onFile.version)?.preferences ?? onFile.preferences; // the last list, as far as it is known here

  useEffect(() => {
    (async () => {
      const kept = await draft(person, KIND);
      const mine = itemOf(sending.get(), KIND);
      const isOwn = mine?.answer?.version === onFile.version;
      if (kept && isOwn) await keepDraft(person, KIND, { ...kept, version: onFile.version });
      setOlder(kept !== undefined && kept.version !== onFile.version && !isOwn);
      setList(kept?.list ?? (mine && (isUnsent(mine) || ['stale', 'refused'].includes(mine.state)) ? mine.body.preferences : filed));
    })();
  }, []);
  useEffect(() => {
    const wanted = [...(list ?? []), ...filed].filter(p => !(keyOf(p) in names));
    if (wanted.length) namesOf(wanted).then(found => setNames(before => ({ ...before, ...found })));
  }, [list]);

  if (list === null) return html`<${Bones} lines=${5} />`;
  const change = next => {
    setList(next);
    const isSame = JSON.stringify(next) === JSON.stringify(filed);
    if (isSame) dropDraft(person, KIND);
    else keepDraft(person, KIND, { list: next, version: draftVersion(onFile, item) });
  };
  const nameOf = p => names[keyOf(p)]?.programme ?? p.programmeCode;
  const add = (preference, found) => {
    setNames(before => ({ ...before, [keyOf(preference)]: found }));
    change([...list, preference]);
    say(t('added-said', { name: found.programme, place: list.length + 1 }));
  };
  const shown = isOpen ? list : filed;
  const faults = isOpen ? [...rulesBroken(list, names, rules), ...fromService(item, list)] : [];
  const changes = difference(filed, list);
  const isChanged = JSON.stringify(list) !== JSON.stringify(filed);
  const isUnknown = isUnseen(onFile, item);
  const isBusy = item !== undefined && isUnsent(item); // also while it waits for the person: what is changed meanwhile stays a draft
  const review = () => {
    setRound(round + 1);
    if (!faults.some(fault => fault.ours)) setAsking(true);
  };
  const file = async () => {
    if (!await send(KIND, { preferences: list }, onFile.version)) return;
    setAsking(false);
    await dropDraft(person, KIND);
    setOlder(false);
    showOutcome();
  };
  return html`
    ${isOpen && !isUnknown && (item?.state === 'stale' || isOlder) && html`<${Elsewhere} onFile=${onFile} mine=${list} nameOf=${nameOf}
      take=${() => { change(filed); setOlder(false); if (item?.state === 'stale') settle(item.key); }} />`}
    ${!isOpen && isChanged && !(item && isUnsent(item)) && html`<${Note} kind="bad" title=${t('draft-closed')} id="draft-closed"><p>${t('draft-closed-text')}</p>
      <${Changes} changes=${changes} nameOf=${nameOf} first=${false} />
      <p><button type="button" class="link-button" onClick=${() => change(filed)}>${t('draft-drop')}</button></p><//>`}
    <${FaultSummary} faults=${round || item?.state === 'refused' ? faults : []} round=${round} />
    <p class="hidden-text" role="status" aria-live="polite">${said}</p>
    <div class="columns">
      <section class="card" aria-labelledby="my-list">
        <div class="row-apart"><h2 id="my-list">${t(isOpen ? 'my-list' : 'list-filed')}</h2><span class="number">${t('count-of', { n: shown.length, most: rules.preferences.most })}</span></div>
        ${shown.length === 0 ? html`<p>${t(isOpen ? 'list-empty' : 'none-preferences')}</p>`
          : html`<p class="hint">${t(isOpen ? 'order-hint' : 'order-fixed')}</p>
            ${isOpen && list.length > LONG && html`<p class="to-search"><button type="button" class="link-button" onClick=${() => document.getElementById('search').focus()}>${t('go-add')}</button></p>`}
            <${OrderedList} list=${shown} names=${names} faults=${faults} change=${change} say=${say} fixed=${!isOpen} nameOf=${nameOf} />`}
        ${onFile.status === 'received' && html`<p class="soft">${t('being-recorded')}</p>`}
      </section>
      ${isOpen && html`<section class="card" aria-labelledby="add-title"><h2 id="add-title">${t('add-title')}</h2>
        <${ProgrammeSearch} list=${list} full=${list.length >= rules.preferences.most} add=${add} /></section>`}
    </div>
    ${isOpen && (list.length > 0 || isChanged) && html`<div class="send-bar"><div>
        <p class="fee-line"><span>${t('fee-so-far')}</span> <strong class="number">${money(list.length * rules.fee.each)}</strong>${' '}
          <small class="soft">${t('fee-each', { n: list.length, each: money(rules.fee.each) })}</small></p>
        ${isBusy && JSON.stringify(list) !== JSON.stringify(item.body.preferences) ? html`<p class="unsaved">${t('draft-after-unsent')}</p>`
          : isUnknown ? html`<p class="unsaved">${t('being-recorded')}</p>`
          : isChanged ? html`<p class="unsaved">${t('draft-only')}</p>` : html`<p class="soft">${t(onFile.status === 'none' ? 'nothing-filed' : 'as-recorded')}</p>`}</div>
      <button type="button" class="button" disabled=${!isChanged || list.length === 0 || isBusy || isUnknown} onClick=${review}>${t(item?.state === 'waiting' ? 'sending' : 'review-send')}</button>
    </div>`}
    ${asking && html`<${Dialog} title=${t('review-title')} onClose=${() => setAsking(false)}>
      <${Changes} changes=${changes} nameOf=${nameOf} first=${filed.length === 0} />
      ${filed.length === 0 && html`<ol>${list.map(p => html`<li key=${keyOf(p)}>${nameOf(p)}${names[keyOf(p)]?.institution ? html`<br /><span class="soft small">${names[keyOf(p)].institution}</span>` : ''}</li>`)}</ol>`}
      <p><strong>${t('review-total', { n: list.length, fee: money(list.length * rules.fee.each) })}</strong></p>
      ${rules.stepUp !== 'none' && onFile.status !== 'none' && html`<p>${t(`review-step-up-${rules.stepUp}`)}</p>`}
      <div class="actions"><button type="button" class="button" disabled=${isBusy || isUnknown} onClick=${file}>${t('send-now')}</button>
        <button type="button" class="button second" onClick=${() => setAsking(false)}>${t('go-on-editing')}</button></div><//>`}`;
}

/** What the season forbids, as the list is now; the service judges it again. */
function rulesBroken(list, names, rules) {
  const faults = [];
  const { most, earlyFields } = rules.preferences;
  if (list.length > most) faults.push({ ours: true, field: 'my-list', text: t('fault-too-many', { most }) });
  list.forEach((p, i) => {
    const earlier = list.findIndex(other => keyOf(other) === keyOf(p));
    if (earlier < i) faults.push({ ours: true, at: i, field: `place-${i}`, text: t('fault-duplicate', { n: i + 1, other: earlier + 1 }) });
    const name = names[keyOf(p)];
    if (earlyFields && name?.fieldCode?.startsWith(earlyFields.prefix) && i >= earlyFields.lastPlace) {
      faults.push({ ours: true, at: i, field: `place-${i}`, text: t('fault-early', { n: i + 1, last: earlyFields.lastPlace }) });
    }
  });
  return faults;
}

/** What the service found wrong, at the place where that preference is now; what was taken out is mended. */
function fromService(item, list) {
  if (item?.state !== 'refused') return [];
  return (item.problem.faults ?? []).flatMap(fault => {
    const was = /^\/preferences\/(\d+)/.exec(fault.pointer)?.[1];
    if (was === undefined) return [{ field: '', text: titleOf(fault) }];
    const wrong = item.body.preferences[Number(was)];
    const at = list.findIndex(p => wrong && keyOf(p) === keyOf(wrong));
    return at < 0 ? [] : [{ at, field: `place-${at}`, text: titleOf(fault) }];
  });
}

function Changes({ changes, nameOf, first }) {
  if (first) return html`<p>${t('review-first')}</p>`;
  const line = (sign, text) => html`<li><span class="sign" aria-hidden="true">${sign}</span> ${text}</li>`;
  return html`<ul class="plain-list lines changes">
    ${changes.added.map(c => line('+', t('change-added', { name: nameOf(c.preference), place: c.to })))}
    ${changes.removed.map(c => line('−', t('change-removed', { name: nameOf(c.preference), from: c.from })))}
    ${changes.moved.map(c => line('↕', t('change-moved', { name: nameOf(c.preference), from: c.from, to: c.to })))}
  </ul>`;
}

/** Another device filed something newer: both lists, and nothing is overwritten unless the person says so. */
function Elsewhere({ onFile, mine, nameOf, take }) {
  const changes = difference(onFile.preferences, mine);
  const when = onFile.pending?.receivedAt ?? onFile.receivedAt;
  return html`<${Note} kind="wait" title=${t('elsewhere')} id="elsewhere" tabindex="-1">
    <p>${when && t('elsewhere-at', { at: exact(when) })} ${t('elsewhere-text')}</p>
    <${Changes} changes=${changes} nameOf=${nameOf} first=${false} />
    <p>${t('elsewhere-choose')}</p>
    <div class="actions"><button type="button" class="button second" onClick=${take}>${t('elsewhere-take')}</button></div><//>`;
}
