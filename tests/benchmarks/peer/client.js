// node client.js '{"step": …, "url": …, "folder": …, "name": …, "file": …, "batch": …, "rounds": …}'
//
// One step in a process of its own, so that its memory is its own; prints one line of JSON:
// {"docs": n, "seconds": [s, …], "rss_mb": m}. Documents come one a line, each with its _id.
//   fill    the file's documents into the server's database NAME; not for comparison
//   pull    the server's database NAME into a new one in FOLDER
//   no-op   the same once more, with nothing new on either side, so many rounds
//   echo    the file's documents from here to the server, untimed, and then a pull, so many rounds:
//           the first walks over what was sent, and brings nothing
//   keep    the file's documents into a new database in FOLDER; not for comparison
//   upload  the database in FOLDER into a new one of the server
'use strict';
const fs = require('fs');
const readline = require('readline');
const PouchDB = require('pouchdb');

const { step, url, folder, name, file, batch, rounds } = JSON.parse(process.argv[2]);
const options = { batch_size: batch, batches_limit: 4 };
const WRITTEN_AT_ONCE = 1000;

async function put(database) {
  let docs = [], count = 0;
  const write = async () => {
    for (const done of await database.bulkDocs(docs)) {
      if (!done.ok) throw new Error(JSON.stringify(done));
    }
    count += docs.length;
    docs = [];
  };
  for await (const line of readline.createInterface({ input: fs.createReadStream(file) })) {
    docs.push(JSON.parse(line));
    if (docs.length === WRITTEN_AT_ONCE) await write();
  }
  if (docs.length) await write();
  return count;
}

async function replicated(replication) {
  const result = await replication;
  if (!result.ok || result.errors.length) throw new Error(JSON.stringify(result));
  return result.docs_written;
}

async function run() {
  const remote = new PouchDB(`${url}/${name}`);
  const local = step === 'fill' ? null : new PouchDB(`${folder}/${name}`);
  const steps = {
    fill: () => put(remote),
    keep: () => put(local),
    pull: () => replicated(local.replicate.from(remote, options)),
    upload: () => replicated(local.replicate.to(remote, options)),
  };
  steps['no-op'] = steps.echo = steps.pull;
  await (step === 'keep' ? local.info() : remote.info());
  if (step === 'echo') {
    await put(local);
    await steps.upload();
  }
  const seconds = [];
  let docs = 0;
  for (let round = 0; round < (rounds || 1); round += 1) {
    const began = performance.now();
    docs += await steps[step]();
    seconds.push((performance.now() - began) / 1000);
  }
  const rss_mb = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ docs, seconds, rss_mb }));
  process.exit(0);
}

run().catch((error) => {
  console.error(error);
  process.exit(1);
});
