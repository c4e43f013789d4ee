/** Abbreviations that stand for one word wherever they stand. */
// prettier-ignore
const ABBREVIATIONS = new Map(Object.entries({
  mfg: 'manufacturing', mfr: 'manufacturing', manuf: 'manufacturing', intl: 'international', internatl: 'international',
  assoc: 'associates', assocs: 'associates', assn: 'association', bros: 'brothers', svc: 'services', svcs: 'services', serv: 'services',
  service: 'services', servs: 'services', tech: 'technology', technologies: 'technology', techs: 'technology', technol: 'technology', eng: 'engineering', engr: 'engineering',
  engrg: 'engineering', univ: 'university', hosp: 'hospital', ctr: 'center', cntr: 'center', centre: 'center', grp: 'group', mgmt: 'management', mgt: 'management',
  dev: 'development', devs: 'developments', dept: 'department', natl: 'national', govt: 'government', inst: 'institute', lab: 'laboratory', labs: 'laboratories',
  ind: 'industries', inds: 'industries', indus: 'industries', dist: 'distribution', distr: 'distribution', constr: 'construction', const: 'construction',
  acct: 'accounting', acctg: 'accounting', ins: 'insurance', invest: 'investments', invs: 'investments', comm: 'communications', comms: 'communications',
  elec: 'electric', elect: 'electric', equip: 'equipment', mktg: 'marketing', med: 'medical', pharm: 'pharmacy', prod: 'products', prods: 'products',
  prop: 'properties', props: 'properties', pub: 'publishing', rd: 'road', ave: 'avenue', blvd: 'boulevard', mt: 'mount', ft: 'fort', saint: 'st', street: 'st', ste: 'st', sainte: 'st',
  str: 'strasse', transp: 'transport', transpt: 'transport', whse: 'warehouse', whsl: 'wholesale', sys: 'systems', solns: 'solutions', soln: 'solutions', sols: 'solutions',
  hldg: 'holding', hldgs: 'holdings', ents: 'enterprises', envir: 'environmental', fin: 'financial', gen: 'general', hq: 'headquarters',
  jr: 'junior', sr: 'senior', pkg: 'packaging', ptnrs: 'partners', ptrs: 'partners', refrig: 'refrigeration', rest: 'restaurant', sch: 'school',
  log: 'logistics', logist: 'logistics', archt: 'architects', archs: 'architects', pty: 'proprietary', colour: 'color', grey: 'gray', theatre: 'theater',
  undertakings: 'enterprises', gebr: 'gebruder', und: 'and', et: 'and', og: 'and', och: 'and', laboratorium: 'laboratory',
  labour: 'labor', jewellers: 'jewelers', jewellery: 'jewelry', tyres: 'tires', tyre: 'tire', aluminium: 'aluminum', organisation: 'organization',
}));

/** Numbers in words and in Roman figures; one letter alone is a letter. */
// prettier-ignore
const NUMBERS = new Map(Object.entries({
  one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10', eleven: '11', twelve: '12',
  ii: '2', iii: '3', iv: '4', vi: '6', vii: '7', viii: '8', ix: '9', xi: '11', xii: '12',
  first: '1st', second: '2nd', third: '3rd', fourth: '4th', fifth: '5th',
}));

/** Points of the compass and of a place's own map, in the languages that customers have. */
// prettier-ignore
const DIRECTIONS: ReadonlySet<string> = new Set([
  'north', 'south', 'east', 'west', 'northeast', 'northwest', 'southeast', 'southwest', 'northern', 'southern', 'eastern', 'western',
  'central', 'upper', 'lower', 'inner', 'outer', 'midtown', 'downtown', 'uptown', 'left', 'right', 'front', 'rear', 'upstate',
  'nord', 'sud', 'sued', 'ost', 'mitte', 'ouest', 'est', 'norte', 'sur', 'sul', 'este', 'leste', 'oeste', 'noord', 'zuid', 'oost', 'ovest',
  'syd', 'vast', 'polnoc', 'poludnie', 'северный', 'южный', 'восточный', 'западный', 'север', 'юг', 'восток', 'запад',
]);

/** Countries, regions and cities that companies put into their names. */
// prettier-ignore
const PLACES: ReadonlySet<string> = new Set([
  'usa', 'america', 'americas', 'emea', 'apac', 'latam', 'europe', 'asia', 'africa', 'australia', 'canada', 'mexico', 'brazil', 'brasil', 'argentina', 'chile', 'colombia',
  'peru', 'germany', 'deutschland', 'austria', 'osterreich', 'oesterreich', 'switzerland', 'schweiz', 'suisse', 'france', 'italy', 'italia', 'spain', 'espana', 'portugal',
  'uk', 'britain', 'england', 'scotland', 'wales', 'ireland', 'netherlands', 'nederland', 'holland', 'belgium', 'belgie', 'belgique', 'luxembourg', 'denmark', 'danmark',
  'norway', 'norge', 'sweden', 'sverige', 'finland', 'suomi', 'iceland', 'poland', 'polska', 'czech', 'slovakia', 'hungary', 'romania', 'bulgaria', 'greece', 'turkey', 'turkiye',
  'russia', 'ukraine', 'israel', 'dubai', 'india', 'china', 'japan', 'korea', 'singapore', 'malaysia', 'thailand', 'vietnam', 'indonesia', 'philippines', 'taiwan', 'zealand',
  'alabama', 'alaska', 'arizona', 'arkansas', 'california', 'colorado', 'connecticut', 'delaware', 'florida', 'georgia', 'hawaii', 'idaho', 'illinois', 'indiana', 'iowa',
  'kansas', 'kentucky', 'louisiana', 'maine', 'maryland', 'massachusetts', 'michigan', 'minnesota', 'mississippi', 'missouri', 'montana', 'nebraska', 'nevada', 'hampshire',
  'jersey', 'york', 'carolina', 'dakota', 'ohio', 'oklahoma', 'oregon', 'pennsylvania', 'rhode', 'tennessee', 'texas', 'utah', 'vermont', 'virginia', 'washington', 'wisconsin',
  'wyoming', 'ontario', 'quebec', 'alberta', 'manitoba', 'queensland', 'victoria', 'tasmania', 'bavaria', 'bayern', 'hessen', 'sachsen', 'tirol', 'yorkshire', 'cornwall', 'kent',
  'london', 'paris', 'berlin', 'munich', 'munchen', 'muenchen', 'hamburg', 'frankfurt', 'cologne', 'koln', 'koeln', 'stuttgart', 'dresden', 'leipzig', 'vienna', 'wien', 'graz', 'linz',
  'zurich', 'zuerich', 'bern', 'basel', 'geneva', 'geneve', 'madrid', 'barcelona', 'valencia', 'sevilla', 'lisbon', 'lisboa', 'porto', 'rome', 'roma', 'milan', 'milano', 'turin', 'torino',
  'naples', 'napoli', 'amsterdam', 'rotterdam', 'utrecht', 'brussels', 'antwerp', 'ghent', 'copenhagen', 'kobenhavn', 'aarhus', 'oslo', 'bergen', 'stockholm', 'goteborg', 'malmo', 'helsinki',
  'warsaw', 'warszawa', 'krakow', 'gdansk', 'prague', 'praha', 'brno', 'bratislava', 'budapest', 'bucharest', 'sofia', 'athens', 'istanbul', 'ankara', 'moscow', 'kyiv', 'dublin', 'cork',
  'belfast', 'edinburgh', 'glasgow', 'cardiff', 'manchester', 'birmingham', 'liverpool', 'leeds', 'bristol', 'sheffield', 'nottingham', 'oxford', 'cambridge', 'dover', 'plymouth', 'portsmouth',
  'boston', 'chicago', 'houston', 'dallas', 'austin', 'denver', 'seattle', 'portland', 'phoenix', 'tucson', 'atlanta', 'miami', 'orlando', 'tampa', 'jacksonville', 'detroit', 'cleveland',
  'columbus', 'cincinnati', 'pittsburgh', 'philadelphia', 'baltimore', 'charlotte', 'raleigh', 'nashville', 'memphis', 'louisville', 'indianapolis', 'milwaukee', 'minneapolis', 'omaha',
  'tulsa', 'albuquerque', 'sacramento', 'oakland', 'fresno', 'buffalo', 'albany', 'syracuse', 'rochester', 'hartford', 'providence', 'springfield', 'salem', 'richmond', 'norfolk', 'savannah',
  'charleston', 'brooklyn', 'queens', 'bronx', 'manhattan', 'toronto', 'montreal', 'vancouver', 'calgary', 'edmonton', 'ottawa', 'winnipeg', 'halifax', 'sydney', 'melbourne', 'brisbane', 'perth',
  'adelaide', 'auckland', 'wellington', 'tokyo', 'osaka', 'kyoto', 'seoul', 'beijing', 'shanghai', 'shenzhen', 'taipei', 'mumbai', 'delhi', 'bangalore', 'chennai', 'kolkata', 'jakarta', 'manila',
  'bangkok', 'hanoi', 'cairo', 'lagos', 'nairobi', 'johannesburg', 'durban', 'москва', 'киев', 'минск', '東京', '大阪', '京都', '北京', '上海',
]);

/** Words that a name has or has not without becoming another company's. */
// prettier-ignore
const GENERIC: ReadonlySet<string> = new Set([
  'the', 'and', 'of', 'services', 'solutions', 'company', 'co', 'enterprises', 'team', 'office', 'practice', 'die', 'der', 'das', 'la', 'le', 'les', 'el', 'de', 'il', 'firma',
]);

/** The word that a word stands for, once its accents and its case are gone. */
export function canonicalWord(word: string): string {
  return NUMBERS.get(word) ?? ABBREVIATIONS.get(word) ?? word.replace(/^0+(?=\d+(?:st|nd|rd|th)?$)/, '');
}

export function isNumber(word: string): boolean {
  return /\d/.test(word);
}

export function isDirection(word: string): boolean {
  return DIRECTIONS.has(word);
}

export function isPlace(word: string): boolean {
  return PLACES.has(word);
}

export function isGeneric(word: string): boolean {
  return GENERIC.has(word);
}
