import { isAtLeast, isRestVersion, RELEASES } from './rest-version';
import type { RestVersion, VspcRelease } from './rest-version';
import { unsupportedVersionBody, VspcRefusal } from './vspc-refusal';

export interface NegotiatedVersion {
  readonly version: RestVersion;
  readonly isAskedFor: boolean;
}

/**
 * | X-Client-Version             | the server speaks              |
 * | ---------------------------- | ------------------------------ |
 * | none                         | its newest version             |
 * | one that the release knows   | that one                       |
 * | older, newer, or nonsense    | refused: UnsupportedApiVersion |
 */
export function negotiateVersion(
  release: VspcRelease,
  header: string | undefined,
  refusal: { readonly status: number; readonly uri: string },
): NegotiatedVersion {
  const { speaks } = RELEASES[release];
  if (header === undefined) return { version: speaks[0], isAskedFor: false };
  const asked = header.trim();
  if (isRestVersion(asked) && speaks.includes(asked)) return { version: asked, isAskedFor: true };
  throw new VspcRefusal(refusal.status, unsupportedVersionBody(refusal.uri));
}

/** Paths come and go with versions: what another version has is refused like an unknown version (facts 8.2). */
export function isServedIn(
  version: RestVersion,
  since: RestVersion | undefined,
  until: RestVersion | undefined,
): boolean {
  if (since !== undefined && !isAtLeast(version, since)) return false;
  return until === undefined || isAtLeast(until, version);
}
