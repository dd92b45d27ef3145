// Countries where one can be born or whose national one can be, besides this one: codes of ISO 3166, as the service knows them.
import { language } from '../kit/i18n.js';

const CODES = `
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD
CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF
GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI
SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
VU WF WS YE YT ZA ZM ZW`.trim().split(/\s+/);

/** A country's name in the language of the page; the code where the browser knows none. */
export const countryName = code => new Intl.DisplayNames([language()], { type: 'region' }).of(code);

/** [code, name] of each, by name. */
export const countries = () => CODES.map(code => [code, countryName(code)]).sort((a, b) => a[1].localeCompare(b[1], language()));

export const isCountry = code => CODES.includes(code);
