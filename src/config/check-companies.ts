import type { CompaniesFile, CompanyPinSection, CwRefSection, ResellerSection, VspcRefSection } from './companies-file';
import { suggest } from './nearest';
import type { Finding, PathSegment } from './problem';
import { renderPath } from './problem';

/** What companies.yaml is checked against. */
export interface CompaniesContext {
  /** Names of the VSPC connections; undefined when bridge.yaml does not tell them readably. */
  readonly connections: readonly string[] | undefined;
}

/** The rules between the entries of companies.yaml (RULES, Mapping 4 and 5). */
export function checkCompanies(file: CompaniesFile, context: CompaniesContext): readonly Finding[] {
  const companies = file.companies ?? [];
  const resellers = Array.isArray(file.resellers) ? file.resellers : [];
  const seen = new Map<string, FirstPin>();
  return [
    ...companies.flatMap((pin, index) => checkPin(pin, ['companies', index], context)),
    ...companies.flatMap((pin, index) => checkRepeatedPin(pin, ['companies', index], seen)),
    ...resellers.flatMap((reseller, index) => checkReseller(reseller, ['resellers', index], context)),
    ...checkRepeatedResellers(resellers),
  ];
}

function checkPin(pin: CompanyPinSection, path: readonly PathSegment[], context: CompaniesContext): readonly Finding[] {
  const findings = [...checkConnection(pin.vspc, path, context), ...checkCwRef(pin.connectwise, path)];
  const others = [pin.connectwise, pin.itglue, pin.agreements, pin.streams];
  const says = others.some((other) => other !== undefined);
  if (pin.ignore !== undefined && says) {
    const hint = 'An ignored company has vspc and ignore only.';
    findings.push({ path: [...path, 'ignore'], message: 'stands beside a link', hint });
  } else if (pin.ignore === undefined && !says) {
    findings.push({
      path,
      message: 'names a company and says nothing about it',
      hint: 'Add connectwise, itglue or ignore.',
      unless: [path],
    });
  }
  return findings;
}

function checkConnection(
  vspc: VspcRefSection | undefined,
  path: readonly PathSegment[],
  context: CompaniesContext,
): readonly Finding[] {
  const name = vspc?.connection;
  if (name === undefined || context.connections === undefined || context.connections.includes(name)) return [];
  const hint = suggest(name, context.connections);
  return [{ path: [...path, 'vspc', 'connection'], message: 'is not a connection of bridge.yaml', hint }];
}

function checkCwRef(reference: CwRefSection | undefined, path: readonly PathSegment[]): readonly Finding[] {
  if (reference === undefined) return [];
  const count = Number(reference.id !== undefined) + Number(reference.identifier !== undefined);
  if (count === 1) return [];
  const message = count === 0 ? 'names no company' : 'has both an id and an identifier';
  const place = [...path, 'connectwise'];
  return [{ path: place, message, hint: 'Write id or identifier.', unless: [place] }];
}

interface FirstPin {
  readonly path: readonly PathSegment[];
  readonly target: string | undefined;
}

/** Two entries for one VSPC company; worst when they name two ConnectWise companies (RULES, Mapping 4: never). */
function checkRepeatedPin(
  pin: CompanyPinSection,
  path: readonly PathSegment[],
  seen: Map<string, FirstPin>,
): readonly Finding[] {
  const key = vspcKey(pin.vspc);
  if (key === undefined) return [];
  const target = cwKey(pin.connectwise);
  const first = seen.get(key);
  if (first === undefined) {
    seen.set(key, { path, target });
    return [];
  }
  const differs = target !== undefined && first.target !== undefined && target !== first.target;
  const message = differs
    ? `puts one VSPC company on two ConnectWise companies, together with ${renderPath(first.path)}`
    : `is about the same VSPC company as ${renderPath(first.path)}`;
  return [{ path, message, hint: 'Keep one entry per VSPC company.' }];
}

function vspcKey(vspc: VspcRefSection | undefined): string | undefined {
  if (vspc?.connection === undefined || vspc.uid === undefined) return undefined;
  return `${vspc.connection}/${vspc.uid}`;
}

function cwKey(reference: CwRefSection | undefined): string | undefined {
  if (reference?.id !== undefined) return `id ${String(reference.id)}`;
  return reference?.identifier === undefined ? undefined : `identifier ${reference.identifier.toLowerCase()}`;
}

function checkReseller(
  reseller: ResellerSection,
  path: readonly PathSegment[],
  context: CompaniesContext,
): readonly Finding[] {
  return [...checkConnection(reseller.vspc, path, context), ...checkCwRef(reseller.connectwise, path)];
}

function checkRepeatedResellers(resellers: readonly ResellerSection[]): readonly Finding[] {
  const seen = new Map<string, number>();
  return resellers.flatMap((reseller, index) => {
    const key = vspcKey(reseller.vspc);
    const first = key === undefined ? undefined : seen.get(key);
    if (key !== undefined && first === undefined) seen.set(key, index);
    if (first === undefined) return [];
    const message = `is about the same reseller as resellers[${String(first)}]`;
    return [{ path: ['resellers', index], message, hint: 'Keep one entry per reseller.' }];
  });
}
