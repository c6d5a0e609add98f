import type { RequestCategory, RequestPriority } from './maintenance_request.ts';
import type { PropertyType } from './property.ts';
import type { TagColor } from './tag.ts';

export const STAFF: [firstName: string, lastName: string, role: 'manager' | 'staff'][] = [
  ['Margaret', 'Holloway', 'manager'],
  ['Dev', 'Ramanathan', 'manager'],
  ['Luis', 'Ortega', 'staff'],
  ['Beth', "O'Malley", 'staff'],
];

export const TENANTS: [firstName: string, lastName: string][] = [
  ['Zoë', 'Lindqvist'],
  ['José', 'Núñez'],
  ['Siobhán', "O'Brien"],
  ['Anaïs', 'Lefèvre'],
  ['Marcus', 'Whitfield'],
  ['Priya', 'Natarajan'],
  ['Łukasz', 'Wójcik'],
  ['Grace', 'Okonkwo'],
  ['Tomás', 'Herrera'],
  ['Hannah', 'Feldman'],
  ['Søren', 'Kjær'],
  ['Mei', 'Chen'],
  ['Dwayne', 'Jackson-Bell'],
  ['Inés', 'Carvalho'],
  ['Yusuf', 'Demir'],
  ['Clara', 'Von Hagen'],
  ['Aiko', 'Yamamoto'],
  ['Brendan', 'McAllister'],
  ['Fatima', 'Al-Rashid'],
  ['Owen', 'Pritchard'],
  ['Lucía', 'Ibáñez'],
  ['Samuel', 'Abebe'],
  ['Petra', 'Novotná'],
  ['Jamal', 'Washington'],
  ['Elena', "D'Angelo"],
  ['Viktor', 'Petrov'],
  ['Naomi', 'Sutherland'],
  ['Ravi', 'Deshpande'],
  ['Chloé', 'Beaumont'],
  ['Theo', 'Papadakis'],
  ['Amara', 'Diallo'],
  ['Finn', 'Gallagher'],
  ['Mai', 'Nguyễn'],
  ['Ruth', 'Goldberg'],
  ['Ezekiel', 'Tran'],
  ['Björn', 'Sigurðsson'],
  ['Camila', 'Rojas'],
  ['Walter', 'Kowalski'],
  ['Leila', 'Hosseini'],
  ['Nathan', 'Brooks'],
  ['Ottilie', 'Müller'],
  ['Kwame', 'Mensah'],
  ['Rosa', 'Delgado'],
  ['Ian', 'MacKenzie'],
  ['Sunita', 'Pillai'],
  ['Gabriel', 'Fontaine'],
  ['Ingrid', 'Halvorsen'],
  ['Malik', 'Robinson'],
  ['Daniela', 'Popescu'],
  ['Arthur', 'Pemberton'],
  ['Ji-woo', 'Park'],
  ['Catarina', 'Simões'],
  ['Hugo', 'Bergström'],
  ['Tessa', 'van der Meer'],
  ['Omar', 'Haddad'],
  ['Edith', 'Blackwood'],
  ['Sofía', 'Marín'],
  ['Declan', 'Byrne'],
  ['Alice', 'Nakamura'],
  ['Pavel', 'Dvořák'],
  ['Imani', 'Carter'],
  ['Renée', 'Thibault'],
];

export const PROPERTIES: [name: string, address: string, city: string, type: PropertyType][] = [
  ['Maple Court 1A', '120 Maple Street', 'Portland', 'apartment'],
  ['Maple Court 1B', '120 Maple Street', 'Portland', 'apartment'],
  ['Maple Court 2A', '120 Maple Street', 'Portland', 'apartment'],
  ['Maple Court 2B', '120 Maple Street', 'Portland', 'apartment'],
  ['The "Little Blue" House', '48 Alder Lane', 'Astoria', 'house'],
  ['Smith & Sons Loft', '9 Foundry Row', 'Portland', 'loft'],
  ['Foundry Loft North', '11 Foundry Row', 'Portland', 'loft'],
  ['Foundry Loft South', '13 Foundry Row', 'Portland', 'loft'],
  ["O'Connell Terrace 4", "4 O'Connell Terrace", 'Salem', 'townhouse'],
  ["O'Connell Terrace 6", "6 O'Connell Terrace", 'Salem', 'townhouse'],
  ["O'Connell Terrace 8", "8 O'Connell Terrace", 'Salem', 'townhouse'],
  ['Café Row Studio', '231 Division Street, Unit 3', 'Portland', 'studio'],
  ['Riverside Flats 101', '700 Water Avenue', 'Eugene', 'apartment'],
  ['Riverside Flats 102', '700 Water Avenue', 'Eugene', 'apartment'],
  ['Riverside Flats 203', '700 Water Avenue', 'Eugene', 'apartment'],
  ['Riverside Flats 204', '700 Water Avenue', 'Eugene', 'apartment'],
  ['Riverside Flats 305', '700 Water Avenue', 'Eugene', 'apartment'],
  ['Cedar Hill House', '17 Cedar Hill Road', 'Corvallis', 'house'],
  ['The Old Cannery Loft', '2 Pier Street', 'Astoria', 'loft'],
  ['Harbor View Cottage', '35 Harbor View Drive', 'Astoria', 'house'],
  ['Juniper Studio', '88 Juniper Way', 'Bend', 'studio'],
  ['Juniper Garden Apartment', '90 Juniper Way', 'Bend', 'apartment'],
  ['Pine Ridge Townhouse A', '410 Pine Ridge Loop', 'Bend', 'townhouse'],
  ['Pine Ridge Townhouse B', '412 Pine Ridge Loop', 'Bend', 'townhouse'],
  ['Pine Ridge Townhouse C', '414 Pine Ridge Loop', 'Bend', 'townhouse'],
  ['Orchard Bungalow', '62 Orchard Street', 'Hood River', 'house'],
  ['Fillmore Street Duplex, Left', '1504 Fillmore Street', 'Salem', 'house'],
  ['Fillmore Street Duplex, Right', '1506 Fillmore Street', 'Salem', 'house'],
  ['Bakery Studio', '19 Mill Street', 'Corvallis', 'studio'],
  ['Mill Street Apartment 2', '21 Mill Street', 'Corvallis', 'apartment'],
  ['Mill Street Apartment 3', '21 Mill Street', 'Corvallis', 'apartment'],
  ['Lark & Finch Townhouse', '5 Larkspur Court', 'Eugene', 'townhouse'],
  ['Larkspur Court 7', '7 Larkspur Court', 'Eugene', 'townhouse'],
  ['Sunset Tower 9C', '900 Burnside Street', 'Portland', 'apartment'],
  ['Sunset Tower 12F', '900 Burnside Street', 'Portland', 'apartment'],
  ['Sunset Tower 14A', '900 Burnside Street', 'Portland', 'apartment'],
  ['Sunset Tower Studio 3', '900 Burnside Street', 'Portland', 'studio'],
  ['Willow Creek Farmhouse', '2280 Willow Creek Road', 'Hood River', 'house'],
  ['Garden House on Vine', '73 Vine Street', 'Hood River', 'house'],
  ['Observatory Hill House', '1 Observatory Hill', 'Bend', 'house'],
  ['Station Loft', '50 Railway Street', 'Salem', 'loft'],
  ['Printworks Loft 2', '14 Press Alley', 'Eugene', 'loft'],
  ['Elm Street Studio', '301 Elm Street', 'Corvallis', 'studio'],
  ['Lighthouse Apartment', '6 Signal Road', 'Astoria', 'apartment'],
];

export const AMENITIES = [
  'Washer & dryer',
  'Dishwasher',
  'Balcony',
  'Parking space',
  'Garden',
  'Fireplace',
  'Air conditioning',
  'Bicycle storage',
  'Hardwood floors',
  'Elevator',
  'Walk-in closet',
  'Fiber internet',
];

export const TAGS: [name: string, color: TagColor][] = [
  ['Pet friendly', 'green'],
  ['Downtown', 'blue'],
  ['Quiet street', 'slate'],
  ['River view', 'blue'],
  ['Near transit', 'violet'],
  ['Newly renovated', 'amber'],
  ['Furnished', 'violet'],
  ['Short stays', 'rose'],
  ['Historic', 'amber'],
  ['Step-free', 'green'],
  ['Family favorite', 'rose'],
  ['Energy saver', 'green'],
];

export const VENDORS = {
  repair: ['Columbia Plumbing Co.', 'Bright & Sons Electric', 'Cascade Heating', 'Handy Hands LLC', "Fix-It Felix's"],
  insurance: ['Pacific Mutual', 'Evergreen Insurance'],
  tax: ['County Assessor'],
  utilities: ['City Water Bureau', 'Northwest Power & Light'],
  cleaning: ['Sparkle Crew', 'Fresh Start Cleaning'],
} as const;

export interface RequestTemplate {
  category: RequestCategory;
  priority: RequestPriority;
  title: string;
  description: string;
  cost: [least: number, most: number];
}

/** `{room}` and `{since}` stand for words of the two lists below. */
export const REQUEST_TEMPLATES: RequestTemplate[] = [
  {
    category: 'plumbing',
    priority: 'high',
    title: 'Leaking pipe in the {room}',
    description:
      'There is a slow leak behind the wall in the {room}. The paint has started to bubble and a bucket fills up overnight. It has dripped {since}.',
    cost: [180, 650],
  },
  {
    category: 'electrical',
    priority: 'medium',
    title: 'Outlet in the {room} has no power',
    description:
      'One outlet in the {room} has been dead {since}. The breaker has not tripped, and the outlet beside it still works.',
    cost: [90, 220],
  },
  {
    category: 'heating',
    priority: 'urgent',
    title: 'No heat at all',
    description:
      'The furnace clicks but does not start, and it was 52 °F inside this morning. We have small children. It has been off {since}.',
    cost: [250, 1400],
  },
  {
    category: 'appliances',
    priority: 'medium',
    title: 'Dishwasher does not drain',
    description:
      'Water stays in the bottom after every cycle. I cleaned the filter & checked the hose, without success. It has been this way {since}.',
    cost: [120, 380],
  },
  {
    category: 'structural',
    priority: 'medium',
    title: 'Crack in the ceiling of the {room}',
    description: 'A crack about two feet long runs from the light to the window in the {room}. It has grown {since}.',
    cost: [300, 1800],
  },
  {
    category: 'pests',
    priority: 'high',
    title: 'Mice in the {room}',
    description:
      'We have heard scratching {since} and now found droppings in the {room}. Please send someone who can also close the gap at the pipe.',
    cost: [150, 400],
  },
  {
    category: 'grounds',
    priority: 'low',
    title: 'Front gate squeaks & sticks',
    description:
      'The gate needs a hard push to open and wakes the neighbors. A bit of oil helped for a day. It has been worse {since}.',
    cost: [20, 90],
  },
  {
    category: 'other',
    priority: 'low',
    title: 'Mailbox key is lost',
    description:
      'I lost the small key and have not seen my mail {since}. Could I get a copy, or could the lock be changed?',
    cost: [15, 60],
  },
  {
    category: 'plumbing',
    priority: 'urgent',
    title: 'Water heater is flooding the closet',
    description:
      'Hot water is running from the bottom of the tank onto the floor. I turned off the valve, so we have had no hot water {since}.',
    cost: [600, 1900],
  },
  {
    category: 'electrical',
    priority: 'urgent',
    title: 'Burning smell from the breaker panel',
    description:
      'There is a smell of hot plastic at the panel when the dryer runs. We have not used it {since}. Please look at this today.',
    cost: [300, 1200],
  },
  {
    category: 'heating',
    priority: 'medium',
    title: 'Thermostat shows <b>ERR</b> and "E5"',
    description:
      'The display reads <b>ERR</b> and then "E5" & goes blank. Taking the batteries out <em>did not</em> help. Like this {since}.',
    cost: [80, 260],
  },
  {
    category: 'appliances',
    priority: 'high',
    title: 'Refrigerator is not cold',
    description:
      'The freezer still works but the refrigerator is at 58 °F; we threw away all of the food. It has hummed loudly {since}.',
    cost: [200, 900],
  },
  {
    category: 'structural',
    priority: 'high',
    title: "Tenant's door lock is jammed",
    description:
      "The deadbolt on the front door doesn't turn all the way, so the door can't be locked from outside. It has been stiff {since}.",
    cost: [90, 280],
  },
  {
    category: 'pests',
    priority: 'medium',
    title: 'Ants along the {room} window',
    description:
      'A line of ants comes in at the window of the {room}. Bait from the store did nothing. They have come {since}.',
    cost: [80, 200],
  },
  {
    category: 'grounds',
    priority: 'medium',
    title: 'Fallen branch on the carport',
    description:
      'The storm brought down a big branch from the maple. It rests on the carport roof, which is bent. It has lain there {since}.',
    cost: [200, 850],
  },
  {
    category: 'other',
    priority: 'medium',
    title: 'Smoke detector chirps in the {room}',
    description:
      'The detector in the {room} chirps every minute, with a new battery too. It is too high for our ladder. It has chirped {since}.',
    cost: [25, 80],
  },
  {
    category: 'plumbing',
    priority: 'medium',
    title: 'Shower drains slowly',
    description:
      'The shower fills up to the ankles after five minutes. Drain cleaner helped a little at first. It has been this way {since}.',
    cost: [90, 240],
  },
  {
    category: 'electrical',
    priority: 'low',
    title: 'Light in the {room} flickers',
    description:
      'The ceiling light in the {room} flickers in the evening, with two different bulbs. It has done so {since}.',
    cost: [60, 180],
  },
  {
    category: 'heating',
    priority: 'high',
    title: 'Radiator in the {room} stays cold',
    description:
      'All radiators get warm but the one in the {room}. I bled it as the manual says, and only a little air came out. Cold {since}.',
    cost: [110, 420],
  },
  {
    category: 'appliances',
    priority: 'low',
    title: 'Oven light is out',
    description: 'The bulb inside the oven is dead and its cover is stuck. No hurry. It has been dark {since}.',
    cost: [15, 50],
  },
  {
    category: 'structural',
    priority: 'low',
    title: 'Closet door in the {room} came off its track',
    description: 'The sliding door in the {room} jumped its rail and has leaned against the wall {since}.',
    cost: [40, 140],
  },
  {
    category: 'plumbing',
    priority: 'high',
    title: 'Toilet runs without end',
    description:
      'The tank never stops filling; we hear it all night and worry about the water bill. We have turned the valve by hand {since}.',
    cost: [80, 230],
  },
  {
    category: 'grounds',
    priority: 'low',
    title: 'Sprinkler waters the sidewalk',
    description:
      'The head by the driveway points at the street and waters people who walk past. It has been turned {since}.',
    cost: [30, 110],
  },
  {
    category: 'other',
    priority: 'high',
    title: 'Carbon monoxide alarm went off',
    description:
      'The alarm sounded twice in the {room}. We aired everything and it stopped, but we would like it tested. It has been quiet {since}.',
    cost: [60, 300],
  },
  {
    category: 'structural',
    priority: 'urgent',
    title: 'Roof leaks into the {room}',
    description:
      'Rain drips through the ceiling of the {room}, close to the lamp. We put a tub below it and switched the lamp off. It has dripped {since}.',
    cost: [500, 3200],
  },
  {
    category: 'appliances',
    priority: 'medium',
    title: 'Washing machine walks across the floor',
    description:
      'It shakes so hard in the spin cycle that it moved a foot from the wall. Leveling the feet did not help. It has been worse {since}.',
    cost: [90, 350],
  },
  {
    category: 'heating',
    priority: 'low',
    title: 'Air conditioner rattles at night',
    description:
      'The outside unit rattles for a minute whenever it starts. It still cools well. We have heard it {since}.',
    cost: [70, 240],
  },
  {
    category: 'electrical',
    priority: 'high',
    title: 'Half of the apartment lost power',
    description:
      'Everything in the {room} and the hallway is dead, and resetting the breaker trips it again at once. We have used a cable from the neighbors {since}.',
    cost: [150, 700],
  },
  {
    category: 'pests',
    priority: 'low',
    title: 'Wasp nest under the eaves',
    description:
      'A nest the size of a fist hangs above the back door. Nobody was stung yet; one of us is allergic, though. It has hung there {since}.',
    cost: [90, 180],
  },
  {
    category: 'other',
    priority: 'low',
    title: 'Wi-Fi closet is locked',
    description:
      'The router needs a restart, but the closet in the {room} is locked and nobody has the key. We have been offline {since}.',
    cost: [0, 45],
  },
  {
    category: 'structural',
    priority: 'medium',
    title: 'Window in the {room} does not close',
    description:
      'The lower sash in the {room} stops an inch above the sill, so rain & cold air come in. A towel has been taped over it {since}.',
    cost: [110, 480],
  },
];

export const ROOMS = ['kitchen', 'bathroom', 'bedroom', 'living room', 'hallway', 'basement', 'laundry room', 'den'];

export const SINCE = [
  'since last night',
  'since Sunday',
  'since the weekend',
  'since the storm',
  'since the first of the month',
  'for two days',
  'for about a week',
];
