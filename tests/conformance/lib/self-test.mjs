// Proof that validation can fail: each case breaks a copy of a document in one way and names the place where the fault
// has to be found.
import { load } from './documents.mjs';
import { documentFaults } from './faults.mjs';

const createUser = (document) => document.paths['/users'].post;
const sent = (document) => createUser(document).requestBody.content['application/json'];
const answered = (document) => createUser(document).responses['2XX'].content['application/json'];

const cases = [
  ['info without a title', 'nethsm', (d) => delete d.info.title, '/info must have required property'],
  ['an unknown keyword in 3.0', 'nethsm', (d) => (createUser(d).sumary = 'x'), '/paths/~1users/post must NOT have'],
  ['a status that is none', 'nethsm', (d) => (createUser(d).responses['2000'] = { description: 'x' }), '/paths/~1users/post/responses must NOT'],
  ['a scheme name with a space', 'user_management', (d) => (d.components.securitySchemes['API Key'] = { type: 'http', scheme: 'bearer' }), '/components/securitySchemes'],
  ['3.1: a type that is none', 'user_management', (d) => (d.components.schemas.UserResponse.properties.id.type = 'text'), '/components/schemas/UserResponse/properties/id/type'],
  ['3.1: nullable parameter list', 'user_management', (d) => (d.paths['/users'].get.parameters = null), '/paths/~1users/get/parameters'],
  ['a scheme that is not declared', 'odin', (d) => (createUser(d).security = [{ token: [] }]), '/paths/~1users/post/security: no scheme token'],
  ['an operationId given twice', 'odin', (d) => (createUser(d).operationId = 'authenticate'), '/paths/~1users/post/operationId'],
  ['a $ref that leads nowhere', 'odin', (d) => (sent(d).schema.$ref = '#/components/schemas/Nobody'), '$ref #/components/schemas/Nobody'],
  ['a body example without a required field', 'odin', (d) => delete sent(d).example.userId, '/paths/~1users/post/requestBody/content/application~1json/example'],
  ['an answer that fits no alternative', 'odin', (d) => (answered(d).example = 'user'), '/paths/~1users/post/responses/2XX/content/application~1json/example'],
  ['a number in a string that is none', 'odin', (d) => (d.components.schemas.User.properties.passwordExpiresDays.example = 'never'), '/components/schemas/User/properties/passwordExpiresDays/example'],
  ['a misspelled field', 'guardian', (d) => (sent(d).example.fistName = 'x'), '/paths/~1users/post/requestBody/content/application~1json/example'],
  ['a value that is too long', 'guardian', (d) => (sent(d).example.lastName = 'x'.repeat(41)), 'content/application~1json/example: /lastName'],
  ['a read-only field in a request', 'guardian', (d) => (sent(d).example.id = 1), 'requestBody/content/application~1json/example'],
  ['a write-only field in an answer', 'guardian', (d) => (answered(d).example.password = 'x'), 'responses/2XX/content/application~1json/example'],
  ['an unknown enum value', 'nethsm', (d) => (sent(d).example.role = 'King'), 'requestBody/content/application~1json/example: /role'],
  ['a short passphrase', 'nethsm', (d) => (d.components.schemas.Passphrase.example = 'short'), '/components/schemas/Passphrase/example'],
  ['a header example of the wrong type', 'nethsm', (d) => (createUser(d).responses['201'].headers.Location.example = 1), '/responses/201/headers/Location/example'],
  ['a pattern that does not match', 'ghc', (d) => (d.components.schemas.OfficeUserCreate.properties.telephone.example = '112-555-5555'), '/components/schemas/OfficeUserCreate/properties/telephone/example'],
  ['null where null is not allowed', 'ghc', (d) => (d.components.schemas.OfficeUser.properties.firstName.example = null), '/components/schemas/OfficeUser/properties/firstName/example'],
  ['a parameter example out of range', 'user_management', (d) => (d.paths['/users'].get.parameters[2].example = 5000), '/paths/~1users/get/parameters/2/example'],
  ['a default of the wrong type', 'user_management', (d) => (d.components.schemas.CreateUserRequest.properties.temporary.default = 'yes'), '/components/schemas/CreateUserRequest/properties/temporary/default'],
];

/** Runs every case; tells whether each fault was found at its place. */
export function selfTest() {
  let found = 0;
  for (const [what, api, spoil, place] of cases) {
    const document = load(api);
    spoil(document);
    let faults;
    try {
      ({ faults } = documentFaults(document));
    } catch (error) {
      faults = [error.message];
    }
    if (faults.some((fault) => fault.includes(place))) found += 1;
    else console.error(`not found: ${what} (${api}), expected at ${place}; got ${JSON.stringify(faults, null, 2)}`);
  }
  console.log(`self-test: ${found} of ${cases.length} faults found`);
  return found === cases.length;
}
