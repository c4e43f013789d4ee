import { PRIORITIES, type Priority } from './request-scope';

/** First in, first out within one priority; a higher priority always goes first. */
export class PriorityQueue<T> {
  private readonly lines = new Map<Priority, T[]>(PRIORITIES.map((priority) => [priority, []]));

  push(priority: Priority, item: T): void {
    this.lines.get(priority)?.push(item);
  }

  shift(): T | undefined {
    for (const line of this.lines.values()) {
      if (line.length > 0) return line.shift();
    }
    return undefined;
  }

  remove(item: T): void {
    for (const line of this.lines.values()) {
      const index = line.indexOf(item);
      if (index >= 0) line.splice(index, 1);
    }
  }

  get isEmpty(): boolean {
    return [...this.lines.values()].every((line) => line.length === 0);
  }
}
