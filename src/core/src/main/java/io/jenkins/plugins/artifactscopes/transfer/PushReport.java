package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import java.time.Duration;

/**
 * What a push did.
 *
 * @param receipt what became visible
 * @param sentBytes content that was sent; the rest was there already
 * @param wireBytes everything that went out for it, plan and all, after compression; 0 within one process
 * @param took from the first look at the tree to the answer
 */
public record PushReport(PushReceipt receipt, long sentBytes, long wireBytes, Duration took) {}
