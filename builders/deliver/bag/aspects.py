"""Aspects of a bag (检测项): what is looked at before anybody asks what the files say."""

from __future__ import annotations

from builders.deliver.assurance import Aspect, Quality

DIGESTS = Aspect(Quality.AUTHENTIC, "摘要：每个文件与清单登记的一致")
FORM = Aspect(Quality.AUTHENTIC, "原样：包的写法与打包时一字不差")
LISTED = Aspect(Quality.COMPLETE, "清单：登记的文件都在，没有多余的")
COUNTED = Aspect(Quality.COMPLETE, "数量：字节数和文件数与登记的一致")
DECLARED = Aspect(Quality.USABLE, "结构：是有效的 BagIt 包，说明文件可读")
STRENGTH = Aspect(Quality.SAFE, "算法：用的是仍然可靠的摘要算法")
PLACES = Aspect(Quality.SAFE, "路径：没有链接，没有指向包外的名称")
WRAPPING = Aspect(Quality.SAFE, "压缩包：结构规整，没有夹带，大小正常")
FETCHING = Aspect(Quality.SAFE, "联网：不要求从网上取文件")

ASPECTS = (DIGESTS, FORM, LISTED, COUNTED, DECLARED, STRENGTH, PLACES, WRAPPING, FETCHING)
