package io.jenkins.plugins.artifactscopes.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a committed push.
 *
 * @param number counts the commits of a scope, from 1
 * @param pushed when it was committed
 * @param by who pushed it, for people to read: a job's display name or a user
 * @param expireIn what the pusher asked for, or null where nothing was asked
 */
public record PushInfo(
        long number, Instant pushed, String by, @Nullable ExpireIn expireIn) {}
