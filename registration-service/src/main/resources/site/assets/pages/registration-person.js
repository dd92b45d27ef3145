// Part 1: who it is.
import { html, useEffect, useMemo, useState } from '../lib/preact.js';
import { t } from '../kit/i18n.js';
import { provincesOf, whole } from '../catalogue.js';
import { countries } from '../filing/countries.js';
import { Choose, Radios, Text } from './controls.js';

export function Person({ form, set, faultOf }) {
  const [departments, setDepartments] = useState([]);
  useEffect(() => { whole('departments', 'departments').then(setDepartments, () => {}); }, []);
  const abroad = useMemo(countries, []);
  const identity = form.identity ?? { kind: 'citizen' };
  const text = name => ({ pointer: `/${name}`, value: form[name], set: value => set({ [name]: value }), faultOf });
  return html`
    <${Text} ...${text('fullName')} autocomplete="name" maxlength="100" />
    <${Radios} pointer="/sex" value=${form.sex} set=${sex => set({ sex })} faultOf=${faultOf} options=${[['female', t('female')], ['male', t('male')]]} />
    <${Text} ...${text('dateOfBirth')} type="date" autocomplete="bday" class="short" />
    <${Choose} ...${text('placeOfBirth')} options=${provincesOf(departments)} groups=${[[t('abroad'), abroad]]} />
    <${Text} ...${text('ethnicity')} maxlength="40" />
    <${Choose} ...${text('foreignNationality')} options=${abroad} optional />
    <${Radios} pointer="/identity/kind" value=${identity.kind} set=${kind => set({ identity: { ...identity, kind } })} faultOf=${faultOf} options=${[['citizen', t('citizen')], ['passport', t('passport')]]} />
    <${Text} pointer="/identity/number" value=${identity.number} set=${number => set({ identity: { ...identity, number: number.trim().toUpperCase() } })} faultOf=${faultOf} inputmode=${identity.kind === 'citizen' ? 'numeric' : 'text'} maxlength="12" />
    <${Text} ...${text('phone')} type="tel" autocomplete="tel" maxlength="20" />
    <${Text} ...${text('email')} type="email" autocomplete="email" maxlength="254" optional />
    <${Text} ...${text('contactAddress')} autocomplete="street-address" maxlength="200" optional />`;
}
