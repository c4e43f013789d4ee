import { badCondition } from '../replies';
import { lexCondition, type LexOptions, type Token } from './lex-condition';

export type ConditionOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'contains' | 'like' | 'in';

export type Literal =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'instant'; readonly epochMs: number }
  | { readonly kind: 'null' };

export interface Comparison {
  readonly kind: 'comparison';
  readonly path: string;
  readonly operator: ConditionOperator;
  readonly negated: boolean;
  /** One value; several for `in`. */
  readonly values: readonly Literal[];
}

export type Condition =
  Comparison | { readonly kind: 'and' | 'or'; readonly parts: readonly [Condition, ...Condition[]] };

const WORD_OPERATORS = ['contains', 'like', 'in'] as const;

/** `expression = term (OR term)*`, `term = factor (AND factor)*`, `factor = '(' expression ')' | comparison`. */
export function parseCondition(source: string, options: LexOptions): Condition {
  const parser = new ConditionParser(lexCondition(source, options));
  const condition = parser.expression();
  parser.end();
  return condition;
}

class ConditionParser {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  expression(): Condition {
    return this.chain('or', () => this.chain('and', () => this.factor()));
  }

  end(): void {
    const token = this.tokens[this.at];
    if (token) throw badCondition(`Unexpected ${describe(token)} after the end of the condition.`);
  }

  private chain(word: 'and' | 'or', part: () => Condition): Condition {
    const parts: [Condition, ...Condition[]] = [part()];
    while (this.takeWord(word)) parts.push(part());
    return parts.length === 1 ? parts[0] : { kind: word, parts };
  }

  private factor(): Condition {
    if (this.take('(')) {
      const inner = this.expression();
      this.expect(')');
      return inner;
    }
    return this.comparison();
  }

  private comparison(): Comparison {
    const field = this.next('a field name');
    if (field.kind !== 'word') throw badCondition(`Expected a field name, found ${describe(field)}.`);
    const { operator, negated } = this.operator();
    const values = operator === 'in' ? this.list() : [this.literal()];
    return { kind: 'comparison', path: field.text, operator, negated, values };
  }

  private operator(): { operator: ConditionOperator; negated: boolean } {
    const negated = this.takeWord('not');
    const token = this.next('an operator');
    if (token.kind === 'operator' && !negated) return { operator: token.text, negated };
    const word = token.kind === 'word' ? token.text.toLowerCase() : '';
    const operator = WORD_OPERATORS.find((one) => one === word);
    if (!operator) throw badCondition(`Expected an operator, found ${describe(token)}.`);
    return { operator, negated };
  }

  private list(): readonly Literal[] {
    this.expect('(');
    const values = [this.literal()];
    while (this.take(',')) values.push(this.literal());
    this.expect(')');
    return values;
  }

  private literal(): Literal {
    const token = this.next('a value');
    if (token.kind === 'text') return { kind: 'text', text: token.text };
    if (token.kind === 'number') return { kind: 'number', value: token.value };
    if (token.kind === 'instant') return { kind: 'instant', epochMs: Date.parse(token.text) };
    const word = token.kind === 'word' ? token.text.toLowerCase() : '';
    if (word === 'null') return { kind: 'null' };
    if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' };
    throw badCondition(`Expected a value, found ${describe(token)}; texts are written in double quotes.`);
  }

  private next(wanted: string): Token {
    const token = this.tokens[this.at];
    if (!token) throw badCondition(`Expected ${wanted} at the end of the condition.`);
    this.at += 1;
    return token;
  }

  private take(kind: '(' | ')' | ','): boolean {
    if (this.tokens[this.at]?.kind !== kind) return false;
    this.at += 1;
    return true;
  }

  private takeWord(word: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'word' || token.text.toLowerCase() !== word) return false;
    this.at += 1;
    return true;
  }

  private expect(kind: '(' | ')'): void {
    const token = this.tokens[this.at];
    if (!this.take(kind)) throw badCondition(`Expected '${kind}'${token ? `, found ${describe(token)}` : ''}.`);
  }
}

function describe(token: Token): string {
  if (token.kind === 'number') return String(token.value);
  return 'text' in token ? `'${token.text}'` : `'${token.kind}'`;
}
