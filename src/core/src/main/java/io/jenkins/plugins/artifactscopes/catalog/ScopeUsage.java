package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;

/** What one scope keeps. */
public record ScopeUsage(ScopeId scope, Usage usage) {}
