import type { ConnectWiseClient } from '../connectwise/connectwise.client';
import type { CwAddition } from '../connectwise/cw-addition';
import { Quantity } from '../kernel/quantity';
import type { LookUp } from '../reconciliation/reconciler';
import { appliedCreation, appliedPatch } from './billing.applier';
import type { BillingPayload, CreateAddition } from './domain/billing-effects';

/** Finds out what became of a write whose answer was lost, by what ConnectWise shows now (RULES, Engine 6). Reads only. */
export class BillingLookUp {
  constructor(private readonly connectwise: ConnectWiseClient) {}

  lookUp(payload: BillingPayload): Promise<LookUp> {
    switch (payload.kind) {
      case 'set-quantity':
      case 'cancel-addition':
      case 'reopen-addition':
        return this.findChange(payload);
      case 'create-addition':
        return this.findCreation(payload);
    }
  }

  /** Neither what was nor what should be: somebody else came, and the next plan sees the drift. */
  private async findChange(payload: Exclude<BillingPayload, CreateAddition>): Promise<LookUp> {
    for await (const addition of this.connectwise.additions.list(payload.agreementId)) {
      if (addition.id !== payload.additionId) continue;
      if (isAsSent(addition, payload)) return { kind: 'found', applied: appliedPatch(addition), others: [] };
    }
    return { kind: 'absent' };
  }

  /** Exactly one that was not there before, with our product, quantity and date, and not entered by somebody else. */
  private async findCreation(payload: CreateAddition): Promise<LookUp> {
    const found: CwAddition[] = [];
    for await (const addition of this.connectwise.additions.list(payload.agreementId)) {
      if (isLikeOurs(addition, payload)) found.push(addition);
    }
    const [only, ...others] = found;
    if (!only) return { kind: 'absent' };
    if (others.length === 0) return { kind: 'found', applied: appliedCreation(only), others: [] };
    const ids = found.map((addition) => addition.id).join(', ');
    const message = `Additions ${ids} of agreement ${payload.agreementId} could each be the one that was created.`;
    return { kind: 'ambiguous', message };
  }
}

function isAsSent(addition: CwAddition, payload: Exclude<BillingPayload, CreateAddition>): boolean {
  switch (payload.kind) {
    case 'set-quantity':
      return new Quantity(addition.quantity).equals(payload.quantity);
    case 'cancel-addition':
      return addition.cancelledDate === payload.date;
    case 'reopen-addition':
      return addition.cancelledDate === null;
  }
}

function isLikeOurs(addition: CwAddition, payload: CreateAddition): boolean {
  const { knownIds, productId, quantity, effectiveDate, member } = payload;
  if (knownIds.includes(addition.id) || addition.product.id !== productId) return false;
  if (!new Quantity(addition.quantity).equals(quantity) || addition.effectiveDate !== effectiveDate) return false;
  return member === null || addition.audit.enteredBy === null || addition.audit.enteredBy === member;
}
