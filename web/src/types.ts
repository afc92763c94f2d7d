// What the API sends. The names are those of /api/openapi.json; tests/unit/api/test_types.py holds the two together.

export interface SpanRecord {
  start: number;
  end: number;
  text: string;
}

export interface PlaceRecord {
  span: SpanRecord | null;
  name: string;
  country: string;
  lat: number;
  lon: number;
  level: string;
  geonames_id: number | null;
  admin1: string | null;
  admin2: string | null;
}

export interface TimeRecord {
  span: SpanRecord | null;
  earliest: string;
  latest: string;
}

export interface CasualtyRecord {
  kind: string;
  low: number | null;
  high: number | null;
  span: SpanRecord | null;
  victims: string;
}

export interface ClaimRecord {
  id: string | null;
  event_type: string;
  sub_event_type: string;
  trigger: SpanRecord;
  actor: SpanRecord[];
  target: SpanRecord[];
  victim: SpanRecord[];
  weapon: SpanRecord[];
  place: PlaceRecord | null;
  toponym: SpanRecord | null;
  time: TimeRecord | null;
  time_words: SpanRecord | null;
  casualties: CasualtyRecord[];
  attribution: SpanRecord[];
  modality: string;
  hedged: boolean;
  aggregate: boolean;
  confidence: number | null;
  reader: string | null;
}

export interface DocumentRecord {
  id: string | null;
  title: string | null;
  publisher: string | null;
  author: string | null;
  url: string | null;
  published: string | null;
  retrieved: string | null;
  language: string | null;
  media_type: string;
  raw_sha256: string | null;
  version: number;
  text: string;
}

export interface OriginRecord {
  id: string;
  name: string;
  kind: string;
  claims: string[];
  documents: string[];
  evidence: string[];
  asserts: boolean;
  partisan: boolean;
}

export interface LinkRecord {
  claim: string;
  to: string;
  score: number;
  reasons: string[];
}

export interface ChoiceRecord {
  supporting: string[];
  differing: string[];
}

export interface TollRecord {
  kind: string;
  low: number | null;
  best: number | null;
  high: number | null;
  conservative: number | null;
  supporting: string[];
  differing: string[];
}

export interface GradeRecord {
  code: string;
  reliability: string;
  credibility: number;
  reliability_reason: string;
  credibility_reason: string;
}

export interface EventRecord {
  id: string;
  claims: string[];
  event_type: string;
  sub_event_type: string;
  modality: string;
  place: PlaceRecord | null;
  time: TimeRecord | null;
  actor: string | null;
  target: string | null;
  victim: string | null;
  weapon: string | null;
  tolls: TollRecord[];
  aggregate: boolean;
  hedged: boolean;
  status: string;
  grade: GradeRecord | null;
  review: string;
  released: boolean;
  rejected_claims: string[];
  origins: OriginRecord[];
  links: LinkRecord[];
  choices: Record<string, ChoiceRecord>;
}

export interface EventOut {
  id: string;
  headline: string;
  event_type: string;
  sub_event_type: string;
  modality: string;
  place: PlaceRecord | null;
  time: TimeRecord | null;
  tolls: TollRecord[];
  status: string;
  grade: string | null;
  review: string;
  released: boolean;
  hedged: boolean;
  aggregate: boolean;
  claims: number;
  origins: number;
}

export interface EventsOut {
  total: number;
  events: EventOut[];
  next: string | null;
}

export interface SourceOut {
  id: string;
  title: string | null;
  publisher: string | null;
  author: string | null;
  url: string | null;
  published: string | null;
  language: string | null;
  version: number;
}

export interface MarkOut {
  start: number;
  end: number;
  kind: string;
}

export interface QuoteOut {
  text: string;
  marks: MarkOut[];
}

export interface ClaimOut {
  claim: ClaimRecord;
  document: SourceOut;
  quote: QuoteOut;
  chain: string[];
  rejected: boolean;
  event: string | null;
}

export interface DecisionOut {
  id: string;
  at: string;
  user: string;
  kind: string;
  target_kind: string;
  target: string;
  reason: string;
  undone: boolean;
}

export interface EventDetail {
  event: EventRecord;
  headline: string;
  claims: ClaimOut[];
  decisions: DecisionOut[];
}

export interface ReadingOut {
  reader: string | null;
  note: string;
}

export interface DocumentDetail {
  document: DocumentRecord;
  claims: ClaimRecord[];
  events: Record<string, string>;
  reading: ReadingOut | null;
  versions: SourceOut[];
}

export interface BinOut {
  start: string;
  end: string;
  counts: Record<string, number>;
}

export interface TimelineOut {
  unit: "day" | "month" | "year";
  bins: BinOut[];
  undated: number;
}

export interface FacetsOut {
  type: Record<string, number>;
  sub_type: Record<string, number>;
  status: Record<string, number>;
  modality: Record<string, number>;
  grade: Record<string, number>;
  country: Record<string, number>;
  review: Record<string, number>;
}

export interface PointOut {
  type: "Point";
  coordinates: [number, number];
}

export interface PointProperties {
  id: string;
  headline: string;
  event_type: string;
  level: string;
  status: string;
  grade: string | null;
}

export interface FeatureOut {
  type: "Feature";
  geometry: PointOut;
  properties: PointProperties;
}

export interface MapOut {
  type: "FeatureCollection";
  features: FeatureOut[];
  unplaced: number;
}

export interface HitOut {
  document: SourceOut;
  snippet: string;
  marks: [number, number][];
  events: string[];
}

export interface SearchOut {
  hits: HitOut[];
}

export interface MetaOut {
  version: string;
  documents: number;
  claims: number;
  events: number;
  decisions: number;
  rejections: number;
  first: string | null;
  last: string | null;
  readers: string[];
  basemap: boolean;
}
