package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.Lately;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import jenkins.util.SystemProperties;
import org.jspecify.annotations.Nullable;

/** Which agents are offered HTTP. One that has just failed to reach the controller's address is not made to try it again with every step. */
@Extension
public final class DirectTransfers {
    private static final Duration TRIED_AGAIN_AFTER = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 10_000;

    /** After this silence a transfer goes another way; for networks where bytes may rest for longer. */
    private static final String SILENCE = "io.jenkins.plugins.artifactscopes.silenceSeconds";

    private static final int USUAL_SILENCE_SECONDS = 30;

    private final Lately<String> unreachable = new Lately<>(TRIED_AGAIN_AFTER, MOST_REMEMBERED, Clock.systemUTC());

    public static DirectTransfers get() {
        return ExtensionList.lookupSingleton(DirectTransfers.class);
    }

    /** Where this transfer can be done over HTTP; empty where the administrator or what happened before speaks against it. */
    Optional<DirectAddress> address(@Nullable Computer agent, Grant grant, TaskListener console) {
        Optional<String> controller =
                ExtensionList.lookupSingleton(AgentAddress.class).agentAddress();
        if (controller.isPresent() && agent != null && unreachable.has(agent.getName())) {
            console.getLogger()
                    .println("Transferring over the agent's connection, because it could not reach " + controller.get()
                            + " a few minutes ago.");
            return Optional.empty();
        }
        Duration silence = Duration.ofSeconds(SystemProperties.getInteger(SILENCE, USUAL_SILENCE_SECONDS));
        return controller.map(known -> new DirectAddress(known, Grants.get().path(grant), silence));
    }

    /** The agent could not reach the address that it was given. */
    void failed(@Nullable Computer agent) {
        if (agent != null) {
            unreachable.add(agent.getName());
        }
    }

    /** What was found out about agents may not hold any more. */
    public void forget() {
        unreachable.forget();
    }
}
