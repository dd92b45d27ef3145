// Part 3: what is sat for, as the season's scheme offers it.
import { html, useEffect, useState } from '../lib/preact.js';
import { t } from '../kit/i18n.js';
import { whole } from '../catalogue.js';
import { countOf, schemeOf, takenOf, wantedOf } from '../filing/form.js';
import { Choose, Radios, Text } from './controls.js';

export function Exam({ form, set, faultOf, rules }) {
  const [subjects, setSubjects] = useState({});
  useEffect(() => { whole('subjects', 'subjects').then(all => setSubjects(Object.fromEntries(all.map(one => [one.code, one.name]))), () => {}); }, []);
  const nameOf = code => subjects[code] ?? code;
  const curricula = [...new Set(rules.exam.schemes.map(scheme => scheme.curriculum))];
  const scheme = schemeOf(form, rules);
  const taken = takenOf(form, rules);
  const chosen = form.subjects ?? [];
  const toggle = (code, on) => set({ subjects: on ? [...chosen, code] : chosen.filter(one => one !== code) });
  const swap = (alternatives, code) => set({ subjects: [...chosen.filter(one => !alternatives.includes(one)), ...(code ? [code] : [])] });
  return html`
    ${curricula.length > 1 && html`<${Radios} pointer="/curriculum" value=${form.curriculum} set=${curriculum => set({ curriculum, subjects: [] })} faultOf=${faultOf} options=${curricula.map(code => [code, t('curriculum-of', { year: code })])} />`}
    <${Radios} pointer="/programme" value=${form.programme} set=${programme => set({ programme })} faultOf=${faultOf} options=${[['general', t('general')], ['continuing', t('continuing')]]} />
    <${Radios} pointer="/purpose" value=${form.purpose} set=${purpose => set({ purpose, subjects: [] })} faultOf=${faultOf}
      options=${(form.candidateKind === 'free-graduated' ? ['admission'] : ['both', 'graduation']).map(code => [code, t(`purpose-${code}`)])} />
    ${scheme ? scheme.choices.map((choice, i) => html`<${Choice} key=${i} first=${i === 0} choice=${choice} chosen=${chosen} taken=${taken} nameOf=${nameOf} toggle=${toggle} swap=${swap} fault=${i === 0 ? faultOf('/subjects') : undefined} />`)
      : html`<p class="fault">${t('no-scheme')}</p>`}
    <${Exemption} form=${form} set=${set} faultOf=${faultOf} certificates=${rules.exam.certificates ?? []} />
    ${form.candidateKind !== 'pupil' && html`<${Preserved} form=${form} set=${set} faultOf=${faultOf} scheme=${scheme} nameOf=${nameOf} />`}`;
}

function Choice({ first, choice, chosen, taken, nameOf, toggle, swap, fault }) {
  const count = countOf(choice, taken);
  const isFixed = choice.from.length === 1 && choice.least === 1;
  const single = choice.from[0].split('|');
  useEffect(() => { if (isFixed && single.length === 1 && !chosen.includes(single[0])) toggle(single[0], true); }, [isFixed, chosen.join()]);
  if (isFixed && single.length === 1) return html`<p class="taken"><span aria-hidden="true">✓</span> <strong>${nameOf(single[0])}</strong> <span class="soft">${t('compulsory')}</span></p>`;
  return html`<fieldset class=${fault ? 'wrong' : ''}>
    <legend>${wantedOf(choice)} <span class="soft number">(${count}/${choice.most})</span></legend>
    ${fault && html`<p class="fault" id="subjects-fault">${fault}</p>`}
    <p class="hint" role="status">${count >= choice.most && choice.from.length > choice.most ? t('choice-full') : ''}</p>
    ${choice.from.map((one, i) => {
      const codes = one.split('|');
      const here = codes.find(code => chosen.includes(code));
      const id = first && i === 0 ? 'subjects' : `subjects-${codes[0]}`;
      const full = !here && (count >= choice.most || codes.some(code => taken.has(code))); // also what is kept or exempted from
      return codes.length === 1
        ? html`<label class="choice" key=${one}><input type="checkbox" id=${id} checked=${here !== undefined} disabled=${full} onChange=${event => toggle(one, event.target.checked)} /><span>${nameOf(one)}</span></label>`
        : html`<div class="field" key=${one}><label for=${id}>${t(codes[0].startsWith('N') ? 'foreign-language' : 'one-of')}</label>
            <select id=${id} disabled=${full} value=${here ?? ''} onChange=${event => swap(codes, event.target.value)}>
              <option value="">${t('not-taken')}</option>${codes.map(code => html`<option key=${code} value=${code} selected=${code === here}>${nameOf(code)}</option>`)}</select></div>`;
    })}</fieldset>`;
}

function Exemption({ form, set, faultOf, certificates }) {
  const own = form.languageExemption;
  const change = more => set({ languageExemption: { certificate: '', score: '', issuedOn: '', ...own, ...more } });
  const wants = event => set({ languageExemption: event.target.checked ? { certificate: '', score: '', issuedOn: '' } : undefined });
  return html`<label class="choice"><input type="checkbox" id="languageExemption" checked=${own !== undefined} onChange=${wants} /><span>${t('exemption-want')}</span></label>
    ${own && html`<div class="inset">
      <${Choose} pointer="/languageExemption/certificate" value=${own.certificate} set=${certificate => change({ certificate })} faultOf=${faultOf} options=${certificates.map(one => [one.code, one.code])} />
      <${Text} pointer="/languageExemption/score" value=${own.score} set=${score => change({ score: score.trim().toUpperCase() })} faultOf=${faultOf} maxlength="20" class="short" />
      <${Text} pointer="/languageExemption/issuedOn" value=${own.issuedOn} set=${issuedOn => change({ issuedOn })} faultOf=${faultOf} type="date" class="short" /></div>`}`;
}

function Preserved({ form, set, faultOf, scheme, nameOf }) {
  const own = form.preservedScores ?? [];
  const codes = [...new Set((scheme?.choices ?? []).flatMap(choice => choice.from.flatMap(one => one.split('|'))))];
  const change = (i, more) => set({ preservedScores: own.map((one, at) => at === i ? { ...one, ...more } : one) });
  return html`<fieldset id="preservedScores" tabindex="-1"><legend>${t('preserved')}</legend>
    ${faultOf('/preservedScores') && html`<p class="fault">${faultOf('/preservedScores')}</p>`}
    ${own.map((one, i) => html`<div class="row" key=${i}>
      <select aria-label=${t('preserved-subject')} value=${one.subject} onChange=${event => change(i, { subject: event.target.value })}>
        <option value="">${t('choose')}</option>${codes.map(code => html`<option key=${code} value=${code} selected=${code === one.subject}>${nameOf(code)}</option>`)}</select>
      <input type="text" class="short" inputmode="decimal" aria-label=${t('preserved-score')} maxlength="5" value=${one.score} onInput=${event => change(i, { score: event.target.value.trim().replace(',', '.') })} />
      <button type="button" class="button second" onClick=${() => set({ preservedScores: own.filter((_, at) => at !== i) })}>${t('preserved-remove')}</button></div>`)}
    ${own.length < 10 && html`<button type="button" class="link-button" onClick=${() => set({ preservedScores: [...own, { subject: '', score: '' }] })}>${t('preserved-add')}</button>`}</fieldset>`;
}
