import type { Template } from 'liquidjs';
import { createTemplateEngine } from '../config/template-engine';
import { DEFAULT_TEXTS } from './domain/render-ticket';
import type { TicketTemplates } from './domain/ticket-settings';
import type { TicketTexts, TicketVariables } from './domain/ticket-variables';

/** One vendor message may be a megabyte: templates see no more of it than a ticket could show. */
const MESSAGE_CHARACTERS = 8_000;

type Render = (variables: TicketVariables) => string;

/**
 * The operator's Liquid templates, each with the bridge's own text behind it: a template that breaks on the data of one
 * ticket must not cost that ticket, and its text says so.
 */
export function templateTexts(templates: TicketTemplates): TicketTexts {
  const engine = createTemplateEngine();
  const renderer = (text: string | null, name: keyof TicketTemplates, fallback: Render): Render => {
    if (text === null) return fallback;
    // It has been parsed and tried when the configuration was loaded.
    const template: Template[] = engine.parse(text);
    return (variables) => {
      try {
        const rendered = String(engine.renderSync(template, limited(variables)));
        return rendered.trim() === '' ? fallback(variables) : rendered;
      } catch {
        return withWarning(name, fallback(variables));
      }
    };
  };
  return {
    summary: renderer(templates.summary, 'summary', (variables) => DEFAULT_TEXTS.summary(variables)),
    description: renderer(templates.description, 'description', (variables) => DEFAULT_TEXTS.description(variables)),
    note: renderer(templates.note, 'note', (variables) => DEFAULT_TEXTS.note(variables)),
  };
}

/** A summary has no room for it; the description and every note do. */
function withWarning(name: keyof TicketTemplates, text: string): string {
  if (name === 'summary') return text;
  return `${text}\n\nThe template "${name}" of tickets.yaml could not be rendered here; this is the bridge's own text.`;
}

function limited(variables: TicketVariables): object {
  return { ...variables, message: variables.message.slice(0, MESSAGE_CHARACTERS) };
}
