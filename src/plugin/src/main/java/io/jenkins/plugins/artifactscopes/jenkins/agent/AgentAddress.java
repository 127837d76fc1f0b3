package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.ExtensionPoint;
import java.util.Optional;

/** Where agents reach Jenkins. There is one. */
public interface AgentAddress extends ExtensionPoint {
    /** The address that agents transfer with, with a slash at its end; empty where they do not or none is known. */
    Optional<String> agentAddress();
}
