/** A value that survives JSON.stringify and JSON.parse unchanged. What the database keeps is of this type. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
