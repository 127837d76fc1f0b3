package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.remoting.Channel;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Which agents reach Jenkins by the address for agents. They are asked, and what they found holds for a while over the connection that they
 * have; for one whose transfer had to take another way the answer is no.
 */
@Extension
public final class ReachingAgents {
    private static final Logger LOGGER = Logger.getLogger(ReachingAgents.class.getName());
    private static final Duration HOLDS = Duration.ofMinutes(10);
    private static final Duration SILENCE = Duration.ofSeconds(1);

    /** A scope that no run can have: who is asked is let in to nothing. */
    private static final ScopeId NOWHERE = ScopeId.workflow("nowhere", "none");

    private static final PathChoice NOTHING = new PathChoice("nothing", ".", "", "", false, false);

    private final Map<Channel, Found> known = Collections.synchronizedMap(new WeakHashMap<>());
    private final Clock clock = Clock.systemUTC();

    public static ReachingAgents get() {
        return ExtensionList.lookupSingleton(ReachingAgents.class);
    }

    /** A transfer of this agent did not end over HTTP. */
    void tookAnotherWay(Channel agent) {
        known.put(agent, new Found("", false, until()));
    }

    /** What was found out about agents may not hold any more. */
    public void forget() {
        known.clear();
    }

    private Instant until() {
        return clock.instant().plus(HOLDS);
    }

    /**
     * Whether each of these reaches the address; also of none. The built-in node does not: it has no need to.
     *
     * @param address with a slash at its end
     */
    public boolean allReach(String address, Collection<Computer> computers) throws IOException {
        Map<Channel, Optional<Found>> agents = new LinkedHashMap<>();
        for (Computer computer : computers) {
            if (!(computer.getChannel() instanceof Channel agent)) {
                return false;
            }
            agents.put(agent, found(agent, address));
        }
        if (agents.values().stream().anyMatch(found -> found.isPresent() && !found.get().reaches)) {
            return false;
        }
        agents.values().removeIf(Optional::isPresent);
        return agents.isEmpty() || ask(agents.keySet(), address);
    }

    private Optional<Found> found(Channel agent, String address) {
        return Optional.ofNullable(known.get(agent)).filter(found -> found.isAbout(address, clock.instant()));
    }

    /** Asks all of them at once. */
    private boolean ask(Iterable<Channel> agents, String address) throws IOException {
        ScopeService service = ScopeService.get();
        Grant grant = Grants.get().pull(NOWHERE, NOTHING, new Grant.Place(service.store(), service.catalog(), null));
        try {
            DirectAddress asked = new DirectAddress(address, Grants.get().path(grant), SILENCE);
            Map<Channel, Future<Boolean>> answers = new LinkedHashMap<>();
            for (Channel agent : agents) {
                answers.put(agent, answer(agent, asked));
            }
            long end = System.nanoTime() + ReachOnAgent.LONGEST.toNanos();
            boolean all = true;
            for (Map.Entry<Channel, Future<Boolean>> answer : answers.entrySet()) {
                boolean reaches = isYes(answer.getValue(), end - System.nanoTime());
                known.put(answer.getKey(), new Found(address, reaches, until()));
                all &= reaches;
            }
            return all;
        } finally {
            Grants.get().revoke(grant);
        }
    }

    private static Future<Boolean> answer(Channel agent, DirectAddress asked) {
        try {
            return agent.callAsync(new ReachOnAgent(asked));
        } catch (IOException e) {
            // It has just gone, which need not be what fails whoever asks.
            return CompletableFuture.failedFuture(e);
        }
    }

    private static boolean isYes(Future<Boolean> answer, long nanos) {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOGGER.log(Level.FINE, "An agent did not say whether it reaches Jenkins", e);
        }
        answer.cancel(true);
        return false;
    }

    /**
     * What was found out about an agent.
     *
     * @param address that it is about; empty for any
     */
    private record Found(String address, boolean reaches, Instant until) {
        boolean isAbout(String other, Instant now) {
            return now.isBefore(until) && (address.isEmpty() || address.equals(other));
        }
    }
}
