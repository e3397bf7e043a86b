"""Many documents and many maps, again and again: what is kept, who does the work, and what happens when something breaks.

`frontmap batch` is `build.build(recipe.load(path), means=Means(engine, cache, …), now=…)`: it finds the inputs (`sources.py`, with `feeds.py`,
`remote.py` and `files.py`), shares claims out to sheets (`plan.py`, `selection.py`), draws what changed (`easel.py`, `gallery.py`, `picture.py`,
`feed.py`, `dataset.py`) into a folder that it may be killed in at any moment (`folder.py`, `shown.py`, `report.py`).

The engine room stands under all that::

    outcomes.py   outcomes(items, tools, engine=…, cache=…) -> Iterator[Outcome | Duplicate | Failure]
                  What `pipeline.read_inputs` yields, each document taken to its claims, in the order of the input. An `Outcome` is
                  what one document came to: the document without its text, its claims, the mentions without a place, what
                  corrections did, whether it was `cached`. It is the same to the byte whether it was read now, by another process, or came from the cache.
                  ReadJob.of(tools)           the job of those workers: picklable, `open()` gives Document -> bytes
    cache.py      Cache.open(path=None, limit_mb=…, tell=…)   with-block; never raises for what is wrong with its own file: `tell`
                  is called with a sentence, and the work goes on without the cache
                    .get(key, rules) / .put(key, rules, names, value)   bytes in, bytes out, checked by their hash
                    .info() -> CacheInfo, .prune(limit_mb) -> int, .verify() -> Verdict
    keys.py       Keys(tools).of(document) -> str   changes whenever the reading of the document may: text and metadata, settings,
                  lexicon of its language, theatre, gazetteer, frontmap's code; Keys(tools).rules(document, names) adds the corrections
                  that touch it. A hash over the keys of all documents, with `tools.corrections.fingerprint`, stands for all claims.
    engines.py    Engine (Protocol): run(job, items) -> Generator[Done | item]   in the order of the input, streaming; what is no
                  Document passes through; closing it ends the work
                  LocalEngine(jobs=1, timeout_s=120.0)   processes; jobs=1 works in this one
    dask.py       DaskEngine(scheduler=None, jobs=2, timeout_s=120.0)   a Dask cluster; needs the extra `frontmap[dask]`
    lock.py       folder_lock(folder) -> ContextManager[None]   OutputError says who builds there, if somebody does

    frontmap.ledger.spool.Spool()   with-block; .add(claims), then .threaded() -> Iterator[Claim] in the order added: the ledger of
                  `thread_claims`, on disk once it is much, in memory that grows with the longest thread alone
    frontmap.packing   pack(record) -> bytes, unpack(type, bytes) -> record: exact, unlike the contract's rounded JSON
    frontmap.atomic    writing(path): beside, fsync, rename, fsync of the folder

A run does it so::

    tools = Tools.open(settings)
    engine = LocalEngine(jobs=2, timeout_s=settings.max_document_seconds)
    with folder_lock(folder), Cache.open(limit_mb=settings.cache_mb, tell=say) as cache, Spool() as spool:
        for item in outcomes(read_inputs(paths, settings), tools, engine=engine, cache=cache):
            if isinstance(item, Outcome):
                spool.add(item.claims)
        for claim in spool.threaded():
            ...
"""
