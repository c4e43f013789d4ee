import type { JsonObject } from '../../kernel/json';
import type { Happening } from './month-scene';

const PERSON = 'mokonde';

/** A session of the scene's job ends in failure. */
export function fail(message?: string): Happening {
  return (month, scene) => {
    month.sandbox.jobs.fail(month.uidOf(scene), message);
  };
}

export const succeed: Happening = (month, scene) => {
  month.sandbox.jobs.succeed(month.uidOf(scene));
};

export const warn: Happening = (month, scene) => {
  month.sandbox.jobs.warn(month.uidOf(scene));
};

export const start: Happening = (month, scene) => {
  month.sandbox.jobs.start(month.uidOf(scene));
};

/** How long its next sessions last; they go by the last one. */
export function lasts(seconds: number): Happening {
  return (month, scene) => {
    month.jobOf(scene).row.lastDuration = seconds;
  };
}

export const disable: Happening = (month, scene) => {
  month.sandbox.jobs.setEnabled(month.uidOf(scene), false);
};

export const enable: Happening = (month, scene) => {
  month.sandbox.jobs.setEnabled(month.uidOf(scene), true);
};

/** Nobody starts it when it is due. */
export const stall: Happening = (month, scene) => {
  month.sandbox.jobs.stall(month.uidOf(scene));
};

export const resume: Happening = (month, scene) => {
  month.sandbox.jobs.resume(month.uidOf(scene));
};

export const remove: Happening = (month, scene) => {
  month.live.removeJob(month.uidOf(scene));
};

/** All of these jobs at one moment: by company and place. */
export function together(result: 'fail' | 'succeed', jobs: readonly (readonly [number, number])[]): Happening {
  return (month) => {
    for (const [company, job] of jobs) {
      const uid = month.sandbox.world.plans[company]?.jobs[job]?.uid ?? '';
      if (result === 'fail') month.sandbox.jobs.fail(uid, 'Error: The repository cannot be reached.');
      else month.sandbox.jobs.succeed(uid);
    }
  };
}

/** The agent of the scene's job is out of touch, or back. */
export function agent(connection: 'Online' | 'Inaccessible'): Happening {
  return (month, scene) => {
    month.live.setAgentConnection(month.managementAgentOf(scene), connection);
  };
}

/** The backup server of a company. */
export function server(place: number, connection: 'Online' | 'Inaccessible'): Happening {
  return (month) => {
    month.live.setAgentConnection(month.managementAgentOfServer(place), connection);
  };
}

/** Somebody does that to the newest ticket of the scene, or of the one that is named. */
export function person(action: JsonObject, of?: string): Happening {
  return (month, scene) => {
    month.people({ by: PERSON, ...action, ticketId: month.ticketOf(of ?? scene.name) });
  };
}

export function merge(into: string): Happening {
  return (month, scene) => {
    const ticketId = month.ticketOf(scene.name);
    month.people({ do: 'merge-ticket', ticketId, intoTicketId: month.ticketOf(into) });
  };
}

/** Only a pass: something might be decided wrongly right then. */
export const look: Happening = () => undefined;
