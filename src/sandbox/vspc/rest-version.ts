/** REST versions in the order of their release; 3.7 is not assigned in anything that was read. */
const REST_VERSIONS = ['3.2', '3.3', '3.4', '3.5', '3.5.1', '3.6', '3.6.1', '3.6.2'] as const;
export type RestVersion = (typeof REST_VERSIONS)[number];

/** The product releases that the stand-in can pretend to be. */
export type VspcRelease = '6.0' | '7.0' | '8.0' | '8.1' | '9.0' | '9.1' | '9.2';

interface ReleaseFacts {
  /** Build that `/about` shows; the data may name another one. */
  readonly build: string;
  /** Newest first; what the release speaks to a client that sends no version. */
  readonly speaks: readonly [RestVersion, ...RestVersion[]];
}

export const RELEASES: Readonly<Record<VspcRelease, ReleaseFacts>> = {
  '6.0': { build: '6.0.0.7739', speaks: ['3.2'] },
  '7.0': { build: '7.0.0.12777', speaks: ['3.3', '3.2'] },
  '8.0': { build: '8.0.0.16877', speaks: ['3.4', '3.3', '3.2'] },
  '8.1': { build: '8.1.0.21999', speaks: ['3.5.1', '3.5', '3.4'] },
  '9.0': { build: '9.0.0.29555', speaks: ['3.6', '3.5.1', '3.5', '3.4'] },
  '9.1': { build: '9.1.0.30345', speaks: ['3.6.1', '3.6', '3.5.1', '3.5'] },
  '9.2': { build: '9.2.0.33215', speaks: ['3.6.2', '3.6.1', '3.6', '3.5.1', '3.5'] },
};

export function isRestVersion(text: string): text is RestVersion {
  return REST_VERSIONS.some((version) => version === text);
}

/** True when `version` is `floor` or newer. */
export function isAtLeast(version: RestVersion, floor: RestVersion): boolean {
  return REST_VERSIONS.indexOf(version) >= REST_VERSIONS.indexOf(floor);
}
