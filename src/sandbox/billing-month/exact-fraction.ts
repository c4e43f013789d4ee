/** A quantity as two whole numbers: nothing is ever rounded before it is asked for. Never negative. */
export interface ExactFraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** Of a decimal with up to four places. */
export function exactly(value: number): ExactFraction {
  return { top: BigInt(Math.round(value * 10_000)), bottom: 10_000n };
}

export function minus(left: ExactFraction, right: ExactFraction): ExactFraction {
  const top = left.top * right.bottom - right.top * left.bottom;
  return top < 0n ? { top: 0n, bottom: 1n } : { top, bottom: left.bottom * right.bottom };
}

export function times(left: ExactFraction, right: ExactFraction): ExactFraction {
  return { top: left.top * right.top, bottom: left.bottom * right.bottom };
}

/** The multiple of a step that a rule picks. */
export function roundedTo(value: ExactFraction, step: ExactFraction, rule: 'up' | 'down' | 'half-up'): ExactFraction {
  const top = value.top * step.bottom;
  const bottom = value.bottom * step.top;
  const rest = top % bottom;
  const isUp = rule === 'up' ? rest > 0n : rule === 'half-up' && rest * 2n >= bottom;
  return { top: (top / bottom + (isUp ? 1n : 0n)) * step.top, bottom: step.bottom };
}

/** Plain digits without trailing zeros; what is beyond four places is cut. */
export function digitsOf({ top, bottom }: ExactFraction): string {
  const digits = ((top * 10_000n) / bottom).toString().padStart(5, '0');
  const places = digits.slice(-4).replace(/0+$/, '');
  return places === '' ? digits.slice(0, -4) : `${digits.slice(0, -4)}.${places}`;
}
