#!/usr/bin/env python3
"""Checks recorded exchanges with AWS (JSON lines, as the lab writes them) against botocore's service models.

Usage: check-wire.py [--refused-is-fine] FILE...

Requests: the operation and its members are read from the raw request, not from what the lab made of it, and held against the model:
unknown and missing members, types, enums, lengths, ranges, patterns. A request that breaks the model is a problem; with
--refused-is-fine (for recordings of tests that break it on purpose) only where it was answered as a success.
Answers: raw members are held against the output's shape, and botocore's own parser must read them; error codes and statuses must be
the model's or one of AWS's common errors. What is newer than the installed model must be named in NEWER below.

Ends 1 with a list of problems, or when nothing was checked; 2 on bad usage.
"""
import base64
import json
import re
import sys
import urllib.parse
import xml.etree.ElementTree as ET
from collections import Counter

try:
    import botocore
    from botocore import parsers
    from botocore.loaders import Loader
    from botocore.model import ServiceModel
except ImportError:
    sys.exit("check-wire: botocore is missing (Debian: python3-botocore)")

# Members that AWS added after the oldest model we check with (Debian 12's, December 2022): (service, shape or operation, member).
NEWER = {
    ("efs", "LifecyclePolicy", "TransitionToArchive"),
    ("efs", "FileSystemDescription", "FileSystemProtection"),
    ("efs", "DestinationToCreate", "FileSystemId"),
    ("efs", "ReplicationConfigurationDescription", "SourceFileSystemOwnerId"),
    ("efs", "Destination", "OwnerId"),
    ("ec2", "CreateSecurityGroupResult", "securityGroupArn"),
    ("ec2", "SecurityGroup", "securityGroupArn"),
    ("ec2", "DeleteSecurityGroup", "return"),
    ("ec2", "DeleteSecurityGroup", "groupId"),
    ("ec2", "AvailabilityZone", "groupLongName"),
    ("ec2", "DescribeInstancesRequest", "IncludeManagedResources"),
}

# Operations that AWS added after that model, and limits that it has changed since, as today's model has them.
NEWER_PARTS = {
    "efs": {
        "operations": {
            "UpdateFileSystemProtection": {
                "name": "UpdateFileSystemProtection",
                "http": {"method": "PUT", "requestUri": "/2015-02-01/file-systems/{FileSystemId}/protection", "responseCode": 200},
                "input": {"shape": "UpdateFileSystemProtectionRequest"},
                "output": {"shape": "FileSystemProtectionDescription"},
                "errors": [{"shape": name} for name in (
                    "BadRequest", "FileSystemNotFound", "IncorrectFileSystemLifeCycleState", "InsufficientThroughputCapacity",
                    "InternalServerError", "ThroughputLimitExceeded", "ReplicationAlreadyExists", "TooManyRequests")],
            },
        },
        "shapes": {
            "UpdateFileSystemProtectionRequest": {
                "type": "structure",
                "required": ["FileSystemId"],
                "members": {
                    "FileSystemId": {"shape": "FileSystemId", "location": "uri", "locationName": "FileSystemId"},
                    "ReplicationOverwriteProtection": {"shape": "ReplicationOverwriteProtection"},
                },
            },
            "FileSystemProtectionDescription": {
                "type": "structure",
                "members": {"ReplicationOverwriteProtection": {"shape": "ReplicationOverwriteProtection"}},
            },
            "ReplicationOverwriteProtection": {"type": "string", "enum": ["ENABLED", "DISABLED", "REPLICATING"]},
            "ReplicationAlreadyExists": {
                "type": "structure",
                "members": {"ErrorCode": {"shape": "ErrorCode"}, "Message": {"shape": "ErrorMessage"}},
                "error": {"httpStatusCode": 409},
                "exception": True,
            },
            "LifecyclePolicies": {"type": "list", "member": {"shape": "LifecyclePolicy"}, "max": 3},
        },
    },
}

# What every service may answer beyond its model, with the status: the "common errors" of the API references.
COMMON_ERRORS = {
    "ssm": {
        "ValidationException": 400, "ThrottlingException": 400, "AccessDeniedException": 400, "SerializationException": 400,
        "MissingAuthenticationTokenException": 403, "UnrecognizedClientException": 400, "InvalidSignatureException": 400,
        "UnknownOperationException": 400, "IncompleteSignature": 403, "RequestEntityTooLarge": 413, "InternalServerError": 500,
        "ExpiredTokenException": 400,
    },
    "efs": {
        "ValidationException": 400, "ThrottlingException": 429, "AccessDeniedException": 403, "SerializationException": 400,
        "MissingAuthenticationTokenException": 403, "UnrecognizedClientException": 403, "InvalidSignatureException": 403,
        "UnknownOperationException": 404, "IncompleteSignature": 403, "RequestEntityTooLarge": 413, "InternalServerError": 500,
        "ExpiredTokenException": 403,
    },
    # The Query services model no errors; these are the codes of the EC2 and STS API references that the lab knows.
    "ec2": {
        "RequestLimitExceeded": 503, "UnauthorizedOperation": 403, "AuthFailure": 401, "MissingAuthenticationToken": 403,
        "SignatureDoesNotMatch": 403, "InvalidAction": 400, "MissingParameter": 400, "InvalidParameterValue": 400,
        "InvalidInstanceID.Malformed": 400, "InvalidInstanceID.NotFound": 400, "InvalidVpcID.NotFound": 400,
        "InvalidSubnetID.NotFound": 400, "InvalidGroup.NotFound": 400, "InvalidGroup.Duplicate": 400,
        "InvalidGroupId.Malformed": 400, "InvalidPermission.Duplicate": 400, "InvalidPermission.NotFound": 400,
        "InvalidSecurityGroupRuleId.NotFound": 400, "DependencyViolation": 400, "CannotDelete": 400, "InvalidID": 400,
        "IncompleteSignature": 403, "InternalError": 500, "Unavailable": 503, "DryRunOperation": 412,
        "RequestExpired": 400,
    },
    "sts": {
        "Throttling": 400, "MissingAuthenticationToken": 403, "InvalidClientTokenId": 403, "SignatureDoesNotMatch": 403,
        "IncompleteSignature": 403, "InvalidAction": 400, "ValidationError": 400, "ExpiredToken": 403, "AccessDenied": 403,
        "InternalFailure": 500,
    },
}
# Shapes whose pattern the real service's answers don't keep: `2023-05-07T22:13:33.797Z` and `PT0.271S` are what SSM sends.
LOOSE_IN_ANSWERS = {"StringDateTime"}
UNREAD = {"MissingAuthenticationTokenException", "MissingAuthenticationToken", "UnknownOperationException", "InvalidAction",
          "RequestEntityTooLarge", "SerializationException"}


class Check:
    def __init__(self):
        self.models = {}
        self.problems = []
        self.newer = Counter()
        self.counts = Counter()
        self.operations = set()

    def model(self, service):
        if service not in self.models:
            model = Loader().load_service_model(service, "service-2")
            for part, added in NEWER_PARTS.get(service, {}).items():
                model[part].update(added)
            self.models[service] = ServiceModel(model, service)
        return self.models[service]

    def problem(self, exchange, text):
        self.problems.append(f"#{exchange['seq']} {exchange['service']}.{exchange['operation'] or '?'}: {text}")

    def known_newer(self, service, owner, member):
        if (service, owner, member) not in NEWER:
            return False
        self.newer[f"{service} {owner}.{member}"] += 1
        return True

    def exchange(self, exchange, refused_is_fine):
        service = exchange["service"]
        status = exchange["status"]
        model = self.model(service)
        found = operation_of(model, service, exchange)
        code = error_code(service, exchange) if status >= 300 else None
        if found is None:
            if code not in UNREAD:
                self.problem(exchange, f"no operation of the model at {exchange['method']} {exchange['target']}")
            return
        operation, read = found
        self.operations.add(f"{service}.{operation.name}")
        if code not in UNREAD:
            self.request(exchange, model, operation, read, status, refused_is_fine)
        if status == 0 or exchange.get("fault") == "page":
            self.counts["answers lost or replaced on purpose"] += 1
        elif status < 300:
            self.answer(exchange, model, operation)
        else:
            self.error(exchange, operation, code)

    def request(self, exchange, model, operation, read, status, refused_is_fine):
        self.counts["requests"] += 1
        found = []
        try:
            params = read(self)
            if operation.input_shape is not None:
                walk(self, exchange["service"], operation.input_shape, params, operation.input_shape.name, found, True)
            elif params:
                found.append(f"takes no members, got {sorted(params)}")
        except ValueError as error:
            found.append(str(error))
        if not found:
            return
        if 400 <= status < 500 and refused_is_fine:
            self.counts["broken requests, refused"] += 1
            return
        for one in found:
            self.problem(exchange, f"request: {one}" + (" — and the lab accepted it" if 0 < status < 300 else ""))

    def answer(self, exchange, model, operation):
        self.counts["answers"] += 1
        service, body, status = exchange["service"], exchange["responseBody"], exchange["status"]
        wanted = operation.http.get("responseCode", 200)
        if status != wanted:
            self.problem(exchange, f"answer: status {status}, the model says {wanted}")
        shape = operation.output_shape
        found = []
        try:
            if service in ("ssm", "efs"):
                raw = json.loads(body) if body else {}
                if shape is None:
                    found += [f"has no output, got {name}" for name in raw]
                else:
                    walk(self, service, shape, raw, shape.name, found, False)
            else:
                raw_xml(self, service, operation, body, found)
            response = {"status_code": status, "headers": parser_headers(exchange), "body": body.encode()}
            if shape is not None:
                parsed = parsers.create_parser(model.metadata["protocol"]).parse(response, shape)
                parsed.pop("ResponseMetadata", None)
                walk(self, service, shape, parsed, shape.name, found, False, parsed=True)
        except Exception as error:  # the parser raises many kinds: each means that a real client could not read the answer
            found.append(f"botocore cannot read it: {error!r}")
        for one in dict.fromkeys(found):
            self.problem(exchange, f"answer: {one}")

    def error(self, exchange, operation, code):
        self.counts["errors"] += 1
        service, status, fault = exchange["service"], exchange["status"], exchange.get("fault")
        if code == "NotModelledByTheLab":
            self.problem(exchange, f"the lab does not model this: {exchange['responseBody'][:200]}")
            return
        modelled = next((shape for shape in operation.error_shapes if code in (shape.name, shape.error_code)), None)
        if modelled is None:
            expected = COMMON_ERRORS[service].get(code)
            if expected is None:
                self.problem(exchange, f"error {code} is not in the model of {operation.name}")
            elif status != expected:
                self.problem(exchange, f"error {code} has status {status}, not {expected}")
            return
        if service == "ssm":
            expected = {500} if modelled.metadata.get("fault") else {400}
        else:
            expected = {modelled.metadata.get("error", {}).get("httpStatusCode", 400)}
        # an error under throttling may be modelled with 429 or come from the front with 400
        if status not in expected and not (code == "ThrottlingException" and status in (400, 429)):
            self.problem(exchange, f"error {code} has status {status}, the model says {sorted(expected)}")
        if service in ("ssm", "efs"):
            raw = json.loads(exchange["responseBody"])
            raw.pop("__type", None)
            found = []
            # a fault that names only a code need not invent the members that the real service would add
            required = fault != "error"
            walk(self, service, modelled, raw, modelled.name, found, required)
            for one in found:
                self.problem(exchange, f"error {code}: {one}")


def operation_of(model, service, exchange):
    """The operation by the raw request, and how to read its members; None where the model has none there."""
    headers, body = exchange["requestHeaders"], exchange["requestBody"]
    if service == "ssm":
        prefix, _, name = headers["x-amz-target"].partition(".")
        if prefix != model.metadata["targetPrefix"] or name not in model.operation_names:
            return None
        return model.operation_model(name), lambda check: json.loads(body or "{}")
    if service == "efs":
        url = urllib.parse.urlsplit(exchange["target"])
        for name in model.operation_names:
            operation = model.operation_model(name)
            labels = match_path(operation.http, exchange["method"], url.path)
            if labels is not None:
                return operation, lambda check: rest_members(operation, labels, url.query, body)
        return None
    form = urllib.parse.parse_qsl(body or urllib.parse.urlsplit(exchange["target"]).query, keep_blank_values=True)
    # a signature that is in the URL is none of the operation's members
    form = [(name, value) for name, value in form if not name.startswith("X-Amz-")]
    given = dict(form)
    name = given.pop("Action", None)
    version = given.pop("Version", None)
    if name not in model.operation_names:
        return None
    operation = model.operation_model(name)

    def read(check):
        if version != model.api_version:
            raise ValueError(f"Version {version}, the model is {model.api_version}")
        return query_members(check, service, operation, given)

    return operation, read


def match_path(http, method, path):
    if http["method"] != method:
        return None
    template = http["requestUri"].split("?")[0].split("/")
    given = path.split("/")
    if len(template) != len(given):
        return None
    labels = {}
    for wanted, part in zip(template, given):
        if wanted.startswith("{"):
            labels[wanted.strip("{}+")] = urllib.parse.unquote(part)
        elif wanted != part:
            return None
    return labels


def rest_members(operation, labels, query, body):
    members = json.loads(body) if body else {}
    asked = urllib.parse.parse_qs(query, keep_blank_values=True)
    shape = operation.input_shape
    for name, member in shape.members.items():
        location, wire = member.serialization.get("location"), member.serialization.get("name", name)
        if location == "uri":
            members[name] = labels.pop(wire)
        elif location == "querystring" and wire in asked:
            values = asked.pop(wire)
            members[name] = values if member.type_name == "list" else from_text(member, values[0])
    for left in list(labels) + list(asked):
        raise ValueError(f"{left} is not a member that travels in path or query")
    return members


def query_members(check, service, operation, form):
    """The inverse of botocore's EC2 serializer: `Filter.1.Value.2` back into members, as the shape says."""
    taken = set()

    def wire_name(name, member):
        serialization = member.serialization
        if "queryName" in serialization:
            return serialization["queryName"]
        if "name" in serialization and service == "ec2":
            return serialization["name"][0].upper() + serialization["name"][1:]
        return serialization.get("name", name)

    def read(shape, prefix):
        if shape.type_name == "structure":
            out = {}
            for name, member in shape.members.items():
                inner = wire_name(name, member)
                value = read(member, f"{prefix}.{inner}" if prefix else inner)
                if value is not None:
                    out[name] = value
            return out if out or not prefix else None
        if shape.type_name == "list":
            items = []
            while (item := read(shape.member, f"{prefix}.{len(items) + 1}")) is not None:
                items.append(item)
            return items or None
        if prefix not in form:
            return None
        taken.add(prefix)
        return from_text(shape, form[prefix])

    members = read(operation.input_shape, "") if operation.input_shape is not None else {}
    for name in form:
        if name not in taken and not check.known_newer(service, operation.input_shape.name if operation.input_shape else operation.name, name):
            raise ValueError(f"unknown member {name}")
    return members


def from_text(shape, text):
    if shape.type_name in ("integer", "long"):
        return int(text)
    if shape.type_name in ("float", "double"):
        return float(text)
    if shape.type_name == "boolean":
        if text not in ("true", "false"):
            raise ValueError(f"'{text}' is not a boolean")
        return text == "true"
    return text


def walk(check, service, shape, value, path, found, required, parsed=False):
    """Holds a value against a shape. `parsed`: botocore has read it, so names are members' and times are times."""
    kind = shape.type_name
    if kind == "structure":
        if not isinstance(value, dict):
            found.append(f"{path} is not a structure")
            return
        names = {name if parsed or service in ("ec2", "efs") else member.serialization.get("name", name): member for name, member in shape.members.items()}
        if required is True or service == "efs":
            for name in shape.required_members:
                if value.get(name) is None:
                    found.append(f"{path}.{name} is required and missing")
        for name, inner in value.items():
            if name not in names:
                if not check.known_newer(service, shape.name, name):
                    found.append(f"{path}.{name} is not in the model")
            elif inner is not None:
                walk(check, service, names[name], inner, f"{path}.{name}", found, required, parsed)
    elif kind == "list":
        if not isinstance(value, list):
            found.append(f"{path} is not a list")
            return
        limits(shape, len(value), path, "items", found)
        for i, inner in enumerate(value):
            walk(check, service, shape.member, inner, f"{path}[{i}]", found, required, parsed)
    elif kind == "map":
        if not isinstance(value, dict):
            found.append(f"{path} is not a map")
            return
        for key, inner in value.items():
            walk(check, service, shape.value, inner, f"{path}[{key}]", found, required, parsed)
    else:
        scalar(shape, value, path, found, parsed, answer=not required)


def scalar(shape, value, path, found, parsed, answer):
    kind = shape.type_name
    if kind == "string":
        if not isinstance(value, str):
            found.append(f"{path} is not a string")
            return
        # in answers, the service says "nothing" by an empty string, whatever the model wants
        if answer and (value == "" or shape.name in LOOSE_IN_ANSWERS):
            return
        limits(shape, len(value), path, "characters", found)
        if shape.enum and value not in shape.enum:
            found.append(f"{path}: '{value[:80]}' is none of {shape.enum[:12]}")
        pattern = shape.metadata.get("pattern")
        if pattern and not fits(pattern, value):
            found.append(f"{path}: '{value[:80]}' does not fit {pattern[:80]}")
    elif kind in ("integer", "long"):
        if not isinstance(value, int) or isinstance(value, bool):
            found.append(f"{path} is not an integer")
        else:
            limits(shape, value, path, "", found)
    elif kind in ("float", "double"):
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            found.append(f"{path} is not a number")
        else:
            limits(shape, value, path, "", found)
    elif kind == "boolean":
        if not isinstance(value, bool):
            found.append(f"{path} is not a boolean")
    elif kind == "timestamp":
        if not parsed and (not isinstance(value, (int, float)) or isinstance(value, bool)):
            found.append(f"{path} is not a time in epoch seconds")
    elif kind == "blob":
        try:
            base64.b64decode(value, validate=True) if isinstance(value, str) else value
        except ValueError:
            found.append(f"{path} is not base64")


def limits(shape, size, path, unit, found):
    low, high = shape.metadata.get("min"), shape.metadata.get("max")
    if low is not None and size < low:
        found.append(f"{path} has {size} {unit}".rstrip() + f", at least {low} wanted")
    if high is not None and size > high:
        found.append(f"{path} has {size} {unit}".rstrip() + f", at most {high} allowed")


def fits(pattern, value):
    """Java's `\\p{L}` and the like are written for Python; a pattern that it cannot read at all counts as fitting."""
    python = pattern.replace("\\p{L}", "\\w").replace("\\p{Z}", "\\s").replace("\\p{N}", "\\d")
    try:
        return re.search(python, value) is not None
    except re.error:
        return True


def raw_xml(check, service, operation, body, found):
    """Every element of an answer must be a member of the model (the parser ignores what it doesn't know)."""
    root = ET.fromstring(body)
    if tag(root) != f"{operation.name}Response":
        found.append(f"root element {tag(root)}")
    if service == "sts":
        root = next(child for child in root if tag(child) == f"{operation.name}Result")
    shape = operation.output_shape

    def read(shape, node, path):
        if shape.type_name == "structure":
            names = {member.serialization.get("name", name): member for name, member in shape.members.items()}
            for child in node:
                if tag(child) in ("requestId", "RequestId"):
                    continue
                if tag(child) in names:
                    read(names[tag(child)], child, f"{path}.{tag(child)}")
                elif not check.known_newer(service, shape.name, tag(child)):
                    found.append(f"{path}.{tag(child)} is not in the model")
        elif shape.type_name == "list":
            wanted = shape.member.serialization.get("name", "member")
            for child in node:
                if tag(child) != wanted:
                    found.append(f"{path}: element {tag(child)}, not {wanted}")
                else:
                    read(shape.member, child, f"{path}[]")

    if shape is not None:
        read(shape, root, shape.name)
        return
    for child in root:
        # calls without an output answer <return>true</return>
        if tag(child) not in ("requestId", "return") and not check.known_newer(service, operation.name, tag(child)):
            found.append(f"has no output, got {tag(child)}")


def tag(node):
    return node.tag.rpartition("}")[2]


def error_code(service, exchange):
    body = exchange["responseBody"]
    try:
        if service == "ssm":
            return json.loads(body)["__type"].rpartition("#")[2]
        if service == "efs":
            code = json.loads(body)["ErrorCode"]
            return code if exchange["responseHeaders"].get("x-amzn-errortype") == code else f"{code} without its header"
        return next(node.text for node in ET.fromstring(body).iter() if tag(node) == "Code")
    except (ValueError, KeyError, StopIteration, ET.ParseError):
        return f"unreadable: {body[:120]}"


def parser_headers(exchange):
    from botocore.awsrequest import HeadersDict

    return HeadersDict(exchange["responseHeaders"])


def main(arguments):
    refused_is_fine = "--refused-is-fine" in arguments
    files = [one for one in arguments if not one.startswith("--")]
    if not files or any(one.startswith("--") and one != "--refused-is-fine" for one in arguments):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    check = Check()
    for file in files:
        with open(file, encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    check.exchange(json.loads(line), refused_is_fine)
    for one in check.problems:
        print(one)
    for one, times in sorted(check.newer.items()):
        print(f"newer than the model, {times} times: {one}")
    counted = ", ".join(f"{number} {what}" for what, number in sorted(check.counts.items())) or "nothing"
    print(f"check-wire (botocore {botocore.__version__}): {counted}; {len(check.operations)} operations; {len(check.problems)} problems")
    if not check.counts["requests"] or not check.counts["answers"]:
        print("check-wire: nothing was checked", file=sys.stderr)
        return 1
    return 1 if check.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
