import type { AgreementFact, BillingObservation } from './billing-observation';
import { calculateLine, companyCaseOf } from './calculate-line';
import { judgeLine } from './judge-line';
import type { LineResult } from './line-result';
import { frozenKey, lineId, type FrozenPeriod } from './line-state';
import { coversCompany, settingsFor } from './match-company';
import type { Period } from './period';
import type { CompanySamples } from './samples';

/** What is stored of a month that is over. */
export interface PeriodFacts {
  readonly period: Period;
  readonly samples: ReadonlyMap<string, CompanySamples>;
  readonly frozen: readonly FrozenPeriod[];
}

/**
 * The observation as it would have been on the last day of a month that is over, as far as that can be known: usage as it
 * was stored, agreements and additions by their dates. Links, prices and the state of products are those of today.
 */
export function observationOf(observation: BillingObservation, facts: PeriodFacts): BillingObservation {
  const { lastDay } = facts.period;
  const hasBegun = ({ effectiveDate }: { readonly effectiveDate: string | null }): boolean =>
    effectiveDate === null || effectiveDate <= lastDay;
  return {
    ...observation,
    businessDay: lastDay,
    samples: facts.samples,
    newestSample: null,
    agreements: mapValues(observation.agreements, (all) => all.map((each) => agreementOn(each, lastDay))),
    additions: mapValues(observation.additions, (all) => all.filter(hasBegun)),
    sights: new Map(),
    decisions: new Map(),
    frozen: new Map(facts.frozen.map((entry) => [frozenKey(lineId(entry.companyId, entry.line), entry.period), entry])),
  };
}

/** Every line in a month that is over: the quantity it was closed with, or what the stored days make of it. */
export function evaluatePeriod(observation: BillingObservation, period: Period): readonly LineResult[] {
  return observation.companies.flatMap((company) => {
    const of = companyCaseOf(company);
    return observation.settings.lines
      .filter((line) => coversCompany(line, company))
      .map((line): LineResult => {
        const settings = settingsFor(line, company);
        const id = lineId(company.id, line.name);
        const state = observation.lines.get(id) ?? null;
        const product = observation.products.get(settings.product.toLowerCase()) ?? null;
        const question = { of, id, settings, period, isClosing: true, today: period.lastDay };
        const place = { id, company, line: line.name, settings, period, isClosing: true, state, product };
        const calculation = calculateLine(question, observation);
        const finding = judgeLine({ ...place, of, calculation, decision: null, isClockBehind: false, observation });
        return { ...place, calculation, ...finding, hasDeadDecision: false, freezes: [] };
      });
  });
}

/** Ended since is not ended then; the server's word is about today. */
function agreementOn(agreement: AgreementFact, day: string): AgreementFact {
  const { dateCancelled, cancelled } = agreement;
  return { ...agreement, status: null, cancelled: cancelled && (dateCancelled === null || dateCancelled <= day) };
}

function mapValues<K, V, R>(map: ReadonlyMap<K, V>, change: (value: V) => R): ReadonlyMap<K, R> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
