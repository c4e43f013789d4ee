/**
 * Legal forms as they stand at the end of a name, folded, single letters joined ("s. p. a." is "spa"). Forms that mean
 * the same share a class; two names with different classes are two companies. By jurisdiction; a form that several
 * share is listed where it comes from.
 */
// prettier-ignore
const FORMS_BY_CLASS: Readonly<Record<string, readonly string[]>> = {
  // United States, Canada, Philippines
  inc: ['inc', 'incorporated'],
  corp: ['corp', 'corporation'],
  llc: ['llc', 'limited liability company', 'lc'],
  lp: ['lp', 'limited partnership'],
  llp: ['llp', 'limited liability partnership'],
  lllp: ['lllp'],
  pllc: ['pllc', 'professional limited liability company'],
  pc: ['pc', 'professional corporation'],
  pa: ['professional association'],
  ulc: ['ulc', 'unlimited liability company'],
  ltee: ['ltee', 'limitee'],
  // United Kingdom, Ireland, Australia, New Zealand, South Africa, India, Singapore, Hong Kong, Malaysia
  ltd: ['ltd', 'limited', 'co ltd', 'company limited', 'pty ltd', 'pty limited', 'proprietary limited', 'pvt ltd', 'private limited', 'pte ltd', 'pte limited', 'pvt limited', 'pt ltd', 'co limited', 'company ltd', 'limited company'],
  plc: ['plc', 'public limited company'],
  cic: ['cic', 'community interest company'],
  dac: ['dac', 'designated activity company'],
  clg: ['clg', 'company limited by guarantee'],
  sdnbhd: ['sdn bhd', 'sendirian berhad'],
  bhd: ['bhd', 'berhad'],
  // Germany, Austria, Switzerland, Liechtenstein
  gmbh: ['gmbh', 'gesellschaft mit beschrankter haftung', 'mbh', 'ggmbh', 'gesmbh', 'ges mbh', 'gesellschaft mbh'],
  gmbhkg: ['gmbh and co kg', 'gmbh and cokg', 'gmbh co kg', 'gmbh u co kg', 'ag and co kg', 'gmbh and co kgaa'],
  ag: ['ag', 'aktiengesellschaft'],
  kgaa: ['kgaa'],
  kg: ['kg', 'kommanditgesellschaft'],
  ohg: ['ohg'],
  gbr: ['gbr'],
  ug: ['ug', 'ug haftungsbeschrankt'],
  ek: ['ek', 'ekfm', 'e kfm'],
  ev: ['ev'],
  eg: ['eg'],
  se: ['se'],
  // France, Belgium, Luxembourg, Monaco
  sa: ['sa', 'societe anonyme', 'sociedad anonima'],
  sarl: ['sarl', 'societe a responsabilite limitee'],
  eurl: ['eurl'],
  sas: ['sas'],
  sasu: ['sasu'],
  snc: ['snc'],
  sci: ['sci'],
  scop: ['scop'],
  srl: ['srl', 'societa a responsabilita limitata', 'sociedad de responsabilidad limitada'],
  // Netherlands, Belgium
  bv: ['bv', 'besloten vennootschap', 'bvba', 'sprl'],
  nv: ['nv', 'naamloze vennootschap'],
  vof: ['vof'],
  cv: ['cv', 'cvba'],
  // Italy
  spa: ['spa', 'societa per azioni'],
  sapa: ['sapa'],
  // Spain, Latin America
  sl: ['sl', 'sociedad limitada', 'slu'],
  sadecv: ['sa de cv', 'sab de cv'],
  sdrl: ['s de rl de cv', 's de rl', 'sde rl de cv'],
  saic: ['saic', 'sac'],
  eirl: ['eirl'],
  spachile: ['ltda', 'limitada'],
  // Portugal, Brazil
  lda: ['lda'],
  eireli: ['eireli'],
  // Denmark, Norway, Sweden, Finland, Iceland
  as: ['as', 'a s', 'aksjeselskap', 'aktieselskab'],
  asa: ['asa'],
  aps: ['aps', 'anpartsselskab'],
  ab: ['ab', 'aktiebolag', 'publ ab', 'ab publ'],
  hb: ['hb'],
  oy: ['oy', 'osakeyhtio', 'oy ab'],
  oyj: ['oyj'],
  ehf: ['ehf'],
  hf: ['hf'],
  // Poland, Czechia, Slovakia, Hungary, Romania, Bulgaria
  spzoo: ['sp zoo', 'sp z oo', 'spzoo', 'spolka zoo', 'spolka z ograniczona odpowiedzialnoscia'],
  spk: ['spk', 'sp k', 'sp zoo spk', 'sp zoo sp k'],
  spj: ['spj', 'sp j'],
  sro: ['sro', 'spol sro', 'spol s ro'],
  kft: ['kft'],
  zrt: ['zrt', 'nyrt', 'bt'],
  eood: ['eood', 'ood', 'ead', 'ад', 'оод', 'еоод'],
  // Slovenia, Croatia, Serbia, Bosnia
  doo: ['doo', 'dooel', 'доо'],
  dd: ['dd'],
  // Baltic states
  uab: ['uab'],
  sia: ['sia'],
  ou: ['ou', 'osauhing'],
  // Greece, Cyprus, Turkey
  ae: ['ae', 'αε'],
  epe: ['epe', 'επε', 'ικε', 'ike'],
  tas: ['ticaret as', 'tic as', 'san ve tic as', 'sanayi ve ticaret as'],
  tlt: ['ltd sti', 'limited sirketi', 'tic ltd sti', 'san ve tic ltd sti'],
  // Russia, Ukraine, Belarus
  ooo: ['ooo', 'ооо'],
  oao: ['oao', 'оао', 'пао', 'ао', 'зао'],
  tov: ['tov', 'тов'],
  // Japan, Korea, China, Taiwan
  kk: ['kk', 'kabushiki kaisha', 'kabushikigaisha', '株式会社', '(株)'],
  gk: ['gk', 'godo kaisha', '合同会社'],
  yk: ['yk', 'yugen kaisha', '有限会社'],
  cnltd: ['有限公司', '股份有限公司', '有限责任公司'],
  krco: ['주식회사'],
  // Indonesia, Thailand, Vietnam
  tbk: ['tbk', 'persero tbk'],
  jsc: ['jsc', 'pjsc', 'ojsc', 'cjsc'],
  // Israel, Arab states
  isltd: ['בעמ', 'בע"מ'],
  wll: ['wll'],
  fze: ['fze', 'fzco', 'fz llc', 'fzllc'],
  // Says little and contradicts nothing.
  '': ['co', 'company', 'cie', 'and co', 'and company'],
};

const CLASS_OF_FORM: ReadonlyMap<string, string> = new Map(
  Object.entries(FORMS_BY_CLASS).flatMap(([name, forms]) => forms.map((form) => [form, name] as const)),
);
const LONGEST_FORM = Math.max(...[...CLASS_OF_FORM.keys()].map((form) => form.split(' ').length));
/** Forms of scripts without spaces, glued to the name. */
const GLUED = [...CLASS_OF_FORM.keys()].filter((form) => /^[\p{Script=Han}\p{Script=Hangul}]+$/u.test(form));
const GLUED_LONGEST_FIRST = [...GLUED].sort((left, right) => right.length - left.length || (left < right ? -1 : 1));

export interface StrippedName {
  readonly words: readonly string[];
  /** Null: none was there. Empty: one that says nothing ("company"). */
  readonly legalClass: string | null;
}

/** Takes legal forms off the end of a name, as many as there are, and never the whole name. */
export function stripLegalForms(words: readonly string[]): StrippedName {
  let rest = unglue(words);
  let legalClass: string | null = null;
  for (let form = formAtEnd(rest); form !== null; form = formAtEnd(rest)) {
    rest = rest.slice(0, rest.length - form.length);
    legalClass = [legalClass, form.legalClass].find((found) => found !== null && found !== '') ?? '';
  }
  return { words: rest, legalClass };
}

function formAtEnd(words: readonly string[]): { length: number; legalClass: string } | null {
  for (let length = Math.min(LONGEST_FORM, words.length - 1); length > 0; length -= 1) {
    const legalClass = CLASS_OF_FORM.get(words.slice(-length).join(' '));
    if (legalClass !== undefined) return { length, legalClass };
  }
  return null;
}

/** 架空精密工業株式会社 is 架空精密工業 株式会社. */
function unglue(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? '';
  const form = GLUED_LONGEST_FIRST.find((candidate) => last.endsWith(candidate) && last.length > candidate.length);
  return form === undefined ? words : [...words.slice(0, -1), last.slice(0, -form.length), form];
}
