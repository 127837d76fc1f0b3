package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.Runs;
import io.jenkins.plugins.artifactscopes.http.download.Downloads;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import java.time.InstantSource;

/** What pages are made from. */
public record PageSource(ScopeStore store, Catalog catalog, Runs runs, Downloads downloads, InstantSource clock) {}
