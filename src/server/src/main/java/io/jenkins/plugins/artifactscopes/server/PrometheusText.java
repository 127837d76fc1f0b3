package io.jenkins.plugins.artifactscopes.server;

import java.math.BigDecimal;

/** Prometheus' text format, version 0.0.4: {@code https://prometheus.io/docs/instrumenting/exposition_formats/}. */
final class PrometheusText {
    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder();

    /** Begins a family of samples. */
    void family(String name, String type, String help) {
        text.append("# HELP ")
                .append(name)
                .append(' ')
                .append(help.replace("\\", "\\\\").replace("\n", "\\n"))
                .append("\n# TYPE ")
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }

    void counter(String name, String help, double value) {
        family(name, "counter", help);
        sample(name, value);
    }

    void gauge(String name, String help, double value) {
        family(name, "gauge", help);
        sample(name, value);
    }

    void sample(String name, double value) {
        text.append(name);
        value(value);
    }

    void sample(String name, String label, String of, double value) {
        text.append(name)
                .append('{')
                .append(label)
                .append("=\"")
                .append(of.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                .append("\"}");
        value(value);
    }

    private void value(double value) {
        text.append(' ')
                .append(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString())
                .append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
