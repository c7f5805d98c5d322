import { COMMUNE_PLACES } from './commune-places.ts';
import { isDefective } from './defect.ts';
import { distanceKm, type Point, toWindingLine } from './drawn-line.ts';
import { createRandom } from './random.ts';
import { ROAD_PLANS, type RoadPlan } from './road-plan.ts';
import type { Sizes } from './scale.ts';
import type { Units } from './units.ts';

export type RoadClass = RoadPlan['class'] | 'Đường xã';

/** A stretch of a road: what the inventory lists, sensors watch, accidents happen on. */
export interface Segment {
  index: number;
  /** `QL18-012`: road and running number. */
  segmentId: string;
  roadRef: string;
  roadName: string;
  roadClass: RoadClass;
  fromKm: number;
  toKm: number;
  line: readonly Point[];
  /** Present commune at its middle (code since 1 July 2025). */
  communeCode: string;
}

export interface RoadNetwork {
  segments: readonly Segment[];
  /** Those of numbered roads that are well entered: where things are watched and happen. */
  main: readonly Segment[];
  onRoad(ref: string): readonly Segment[];
}

type Draft = Omit<Segment, 'index' | 'communeCode'>;

/** Main roads cut to about `segmentKm`, then commune roads until the inventory has its size. */
export function createRoadNetwork(seed: number, sizes: Sizes, units: Units): RoadNetwork {
  const main = ROAD_PLANS.flatMap((plan) => cutRoad(plan, sizes.segmentKm)).slice(0, sizes.roadSegments);
  const drafts = [...main];
  for (let n = 0; drafts.length < sizes.roadSegments; n++) drafts.push(drawCommuneRoad(seed, n, units));
  const segments = drafts.map((draft, index) => ({
    ...draft,
    index,
    communeCode: nearestCommune(draft.line[draft.line.length >> 1]!),
  }));
  const watched = segments.slice(0, main.length).filter(({ index }) => !isDefective(index));
  const byRoad = new Map(
    ROAD_PLANS.map(({ ref }) => [ref, watched.filter(({ roadRef }) => roadRef === ref)]),
  );
  return { segments, main: watched, onRoad: (ref) => byRoad.get(ref) ?? [] };
}

function cutRoad(plan: RoadPlan, segmentKm: number): Draft[] {
  const line = toWindingLine(plan.through.map((code) => COMMUNE_PLACES[code]!));
  const kilometres = [0];
  for (let i = 1; i < line.length; i++)
    kilometres.push(kilometres[i - 1]! + distanceKm(line[i - 1]!, line[i]!));
  const count = Math.max(1, Math.round(kilometres.at(-1)! / segmentKm));
  // Cut where the line has a corner, so that neighbours share their end point.
  const corner = (part: number) => Math.round((part * (line.length - 1)) / count);
  return Array.from({ length: Math.min(count, line.length - 1) }, (_, part) => ({
    segmentId: `${plan.ref}-${String(part + 1).padStart(3, '0')}`,
    roadRef: plan.ref,
    roadName: plan.name,
    roadClass: plan.class,
    fromKm: toMetres(plan.fromKm + kilometres[corner(part)]!),
    toKm: toMetres(plan.fromKm + kilometres[corner(part + 1)]!),
    line: line.slice(corner(part), corner(part + 1) + 1),
  }));
}

function drawCommuneRoad(seed: number, number: number, units: Units): Draft {
  const random = createRandom(seed, 'commune-road', number);
  const commune = units.communes[number % units.communes.length]!;
  const [longitude, latitude] = COMMUNE_PLACES[commune.code]!;
  const near = (): Point => [
    longitude + (random.next() - 0.5) * 0.016,
    latitude + (random.next() - 0.5) * 0.016,
  ];
  const line = toWindingLine([near(), near()]);
  const length = line.slice(1).reduce((sum, point, i) => sum + distanceKm(line[i]!, point), 0);
  const ref = `ĐX.${String(number + 1).padStart(4, '0')}`;
  return {
    segmentId: `${ref}-001`,
    roadRef: ref,
    roadName: `Đường ${commune.nameVi}, số ${Math.floor(number / units.communes.length) + 1}`,
    roadClass: 'Đường xã',
    fromKm: 0,
    toKm: Math.max(0.05, toMetres(length)),
    line,
  };
}

function nearestCommune(point: Point): string {
  let nearest = '';
  let shortest = Number.POSITIVE_INFINITY;
  for (const [code, place] of Object.entries(COMMUNE_PLACES)) {
    const distance = distanceKm(point, place);
    if (distance < shortest) [nearest, shortest] = [code, distance];
  }
  return nearest;
}

/** Kilometre posts are read to the metre. */
function toMetres(km: number): number {
  return Math.round(km * 1_000) / 1_000;
}
