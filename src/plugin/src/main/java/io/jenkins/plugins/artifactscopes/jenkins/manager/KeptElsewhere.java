package io.jenkins.plugins.artifactscopes.jenkins.manager;

import hudson.model.InvisibleAction;

/** Marks a run that begins with artifacts and stashes which an earlier run had without our manager, and goes on without it. */
public final class KeptElsewhere extends InvisibleAction {}
