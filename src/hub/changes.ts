import type { Bus } from '../events/bus.ts';
import type { Store } from '../store/store.ts';

type Tell = (type: string) => void;

/** Tells of datasets that changed, by the name of their type in the graph. */
export interface Changes {
  /** Whoever is to be told from now on. */
  listen(tell: Tell): void;
  /** The same store, telling of what this process writes as soon as it is committed. */
  ofStore(store: Store): Store;
  /** The same bus, telling of what anybody wrote when the feed brings it. */
  ofBus(bus: Bus): Bus;
}

export function createChanges(): Changes {
  const listeners: Tell[] = [];
  const tell = (dataset: string): void => {
    const type = dataset.charAt(0).toUpperCase() + dataset.slice(1);
    for (const listener of listeners) listener(type);
  };
  return {
    listen: (listener) => {
      listeners.push(listener);
    },
    ofStore: (store) => ({
      ...store,
      door: {
        ...store.door,
        write: async (dataset, page) => {
          const result = await store.door.write(dataset, page);
          if (result.inserted + result.updated + result.deleted > 0) tell(dataset);
          return result;
        },
      },
    }),
    ofBus: (bus) => ({
      subscribe: bus.subscribe,
      close: bus.close,
      get subscribers() {
        return bus.subscribers;
      },
      publish: (event) => {
        tell(event.dataset);
        bus.publish(event);
      },
    }),
  };
}
